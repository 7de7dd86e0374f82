package io.tetrarch.embedded.home;

import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** What a person on call has to know of a group's folder. */
final class HomeLog {
    /** Made at the first line: most processes have none to log. */
    private static final class Held {
        private static final System.Logger LOGGER = System.getLogger("io.tetrarch.embedded");
    }

    private HomeLog() {}

    static void markNotWritten(Path file, Exception why) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "mark not written: file=" + file + " because=\"" + why
                        + "\"; what is lost meanwhile will not be noticed");
    }
}
