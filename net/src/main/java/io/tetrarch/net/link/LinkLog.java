package io.tetrarch.net.link;

import java.io.IOException;
import java.lang.System.Logger.Level;

/** What a person on call may want to know of connections; nothing of what they carry. */
final class LinkLog {
    private static final System.Logger LOG = System.getLogger("io.tetrarch.net");

    private LinkLog() {}

    /** Connections end all the time; why, only who looks for something wants to know. */
    static void ended(IOException why) {
        LOG.log(Level.DEBUG, () -> "connection ended: " + why.getMessage());
    }
}
