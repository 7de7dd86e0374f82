package io.tetrarch.node.store;

import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** What a person on call has to know of stores. */
final class StoreLog {
    /** Made at the first line: most processes have none to log. */
    private static final class Held {
        private static final System.Logger LOGGER = System.getLogger("io.tetrarch.node");
    }

    private StoreLog() {}

    /** A folder of an earlier build. */
    static void markMade(Path file) {
        Held.LOGGER.log(
                Level.INFO,
                () -> "made " + file + ", which tells from now on how far its replica has signed: it had none before");
    }

    static void lost(Path store, String why) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "votes may be lost: store=" + store + " because=\"" + why
                        + "\"; its replica learns until it is safe to vote again");
    }
}
