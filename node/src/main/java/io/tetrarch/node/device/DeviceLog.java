package io.tetrarch.node.device;

import java.lang.System.Logger.Level;

/** What a person on call has to know of devices. */
final class DeviceLog {
    /** Made at the first line: most processes have none to log. */
    private static final class Held {
        private static final System.Logger LOGGER = System.getLogger("io.tetrarch.node");
    }

    private DeviceLog() {}

    /** What is not foreseen may say anything in its message, so only its class is told. */
    static void watcherFailed(Throwable cause) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "watcher of approvals failed: cause=" + cause.getClass().getName());
    }
}
