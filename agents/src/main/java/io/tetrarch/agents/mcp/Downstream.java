package io.tetrarch.agents.mcp;

import java.io.IOException;

/** One connection with a server behind the proxy. For any number of threads. */
public interface Downstream extends AutoCloseable {
    /** How a server is reached, once for each connection. */
    @FunctionalInterface
    interface Opener {
        /** @throws IOException if it does not start, or cannot be reached */
        Downstream open() throws IOException;
    }

    /**
     * Begins to listen; once.
     *
     * @param heard every message of the server's
     * @param ended after the last one
     */
    void listen(MessageSink heard, Runnable ended);

    /** Sends a message of one line. */
    void send(byte[] message) throws IOException;

    /** The client says no more: the server answers what it has heard, and ends. */
    void finish();

    /** Ends it now. */
    @Override
    void close();
}
