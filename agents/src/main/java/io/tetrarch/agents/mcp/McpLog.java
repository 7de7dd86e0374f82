package io.tetrarch.agents.mcp;

/** What of the proxy's work stands in the log; nothing of a message is. */
final class McpLog {
    private static final System.Logger LOG = System.getLogger("io.tetrarch.agents");

    private McpLog() {}

    /** One side has no more to say, or cannot be heard any more. */
    static void ended(String side, Exception e) {
        LOG.log(System.Logger.Level.INFO, () -> side + " ended: " + e.getMessage());
    }

    /** A message was not passed on. */
    static void dropped(String whose, String why) {
        LOG.log(System.Logger.Level.WARNING, () -> "not passed on: a message of the " + whose + ": " + why);
    }
}
