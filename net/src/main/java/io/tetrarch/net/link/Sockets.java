package io.tetrarch.net.link;

import java.io.IOException;
import java.net.Socket;

/** What is done with sockets here. */
final class Sockets {
    private Sockets() {}

    /**
     * A thread for one end of a connection to a known member. One of the platform's: whoever waits for a socket on a virtual
     * one is woken by a poller's thread and then by a carrier's, and each of these costs as much as a message.
     */
    static Thread thread(String name, Runnable task) {
        return Thread.ofPlatform().name(name).daemon(true).start(task);
    }

    /** What a socket says when it is closed nobody can do anything about. */
    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return;
        }
    }
}
