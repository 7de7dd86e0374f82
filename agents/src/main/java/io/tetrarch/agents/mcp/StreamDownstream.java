package io.tetrarch.agents.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A server that speaks by stdio: a message a line. */
public final class StreamDownstream implements Downstream {
    private final InputStream from;
    private final OutputStream to;
    private final Runnable closing;

    /** @param closing ends the server */
    public StreamDownstream(InputStream from, OutputStream to, Runnable closing) {
        this.from = from;
        this.to = to;
        this.closing = closing;
    }

    /** What a program says and hears that was started; closing it ends the program. */
    public static StreamDownstream of(Process process) {
        return new StreamDownstream(process.getInputStream(), process.getOutputStream(), process::destroy);
    }

    @Override
    public void listen(MessageSink heard, Runnable ended) {
        Thread.ofVirtual().name("tetrarch-mcp-server").start(() -> {
            try {
                Lines lines = new Lines(from);
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    heard.send(line);
                }
            } catch (IOException e) {
                McpLog.ended("server", e); // the client has gone away, or the server speaks no protocol
            } finally {
                ended.run();
            }
        });
    }

    @Override
    public void send(byte[] message) throws IOException {
        synchronized (to) {
            to.write(message);
            to.write('\n');
            to.flush();
        }
    }

    @Override
    public void finish() {
        try {
            synchronized (to) {
                to.close();
            }
        } catch (IOException e) {
            McpLog.ended("server's input", e);
        }
    }

    @Override
    public void close() {
        finish();
        closing.run();
    }
}
