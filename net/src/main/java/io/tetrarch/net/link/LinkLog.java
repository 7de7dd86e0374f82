package io.tetrarch.net.link;

import java.io.IOException;
import java.lang.System.Logger.Level;

/** What a person on call may want to know of connections; nothing of what they carry. */
final class LinkLog {
    private static final System.Logger LOG = System.getLogger("io.tetrarch.net");

    private LinkLog() {}

    static void connected(String peer, Address address) {
        LOG.log(Level.INFO, () -> "connected: peer=" + peer + " address=" + address);
    }

    static void lost(String peer, Address address, String why) {
        LOG.log(Level.INFO, () -> "connection lost: peer=" + peer + " address=" + address + " because=" + why);
    }

    /** A fault of this program's: the connection goes, and nothing else. */
    static void failed(RuntimeException why) {
        LOG.log(Level.ERROR, "a connection failed here", why);
    }

    /** Connections end all the time; why, only who looks for something wants to know. */
    static void ended(IOException why) {
        LOG.log(Level.DEBUG, () -> "connection ended: " + why.getMessage());
    }
}
