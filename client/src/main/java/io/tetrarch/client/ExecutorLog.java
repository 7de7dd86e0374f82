package io.tetrarch.client;

import java.lang.System.Logger.Level;

/** What a person on call has to know of an executor. Nothing of an action, and no secret, is in any line. */
final class ExecutorLog {
    /** Made at the first line: most processes have none to log. */
    private static final class Held {
        private static final System.Logger LOGGER = System.getLogger("io.tetrarch.client");
    }

    private ExecutorLog() {}

    /** What is not foreseen may say anything in its message, so only its class is told. */
    static void receiptWaits(long request, Throwable cause) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "receipt waits for the executor's next start: request=" + request + " cause="
                        + cause.getClass().getName());
    }

    static void endUnwritten(long request, Throwable cause) {
        Held.LOGGER.log(
                Level.ERROR,
                () -> "run ended and that could not be written, so its outcome is unknown: request=" + request
                        + " cause=" + cause.getClass().getName());
    }
}
