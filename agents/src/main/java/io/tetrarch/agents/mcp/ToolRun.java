package io.tetrarch.agents.mcp;

/** A call that was let go on, of whose end the gate is told, once. For any number of threads. */
public interface ToolRun {
    /** One of which nobody keeps a record. */
    ToolRun UNRECORDED = (end, result) -> {};

    /** How it ended. */
    enum End {
        /** The tool answered, and said nothing of an error. */
        SUCCEEDED,
        /** The tool answered that it failed. */
        FAILED,
        /** It was not run. */
        NOT_RUN,
        /** Nobody knows. */
        UNKNOWN
    }

    /** @param result what came back, as the server wrote it */
    void ended(End end, byte[] result);
}
