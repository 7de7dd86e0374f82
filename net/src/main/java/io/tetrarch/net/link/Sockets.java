package io.tetrarch.net.link;

import java.io.IOException;
import java.net.Socket;

/** What is done with sockets here. */
final class Sockets {
    private Sockets() {}

    /** What a socket says when it is closed nobody can do anything about. */
    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return;
        }
    }
}
