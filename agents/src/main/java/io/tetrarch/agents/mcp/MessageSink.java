package io.tetrarch.agents.mcp;

import java.io.IOException;

/** Where whole messages go, each once and in order. For any number of threads. */
@FunctionalInterface
public interface MessageSink {
    /** @throws IOException if nobody is there any more */
    void send(byte[] message) throws IOException;
}
