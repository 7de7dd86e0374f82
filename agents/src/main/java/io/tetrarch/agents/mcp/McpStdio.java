package io.tetrarch.agents.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A client that speaks by stdio, in front of one server. */
public final class McpStdio {
    private McpStdio() {}

    /** Passes messages on until the server says no more. The server's input ends when the client's output does. */
    public static void run(McpServer server, Downstream downstream, InputStream in, OutputStream out)
            throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        MessageSink toClient = message -> {
            synchronized (out) {
                out.write(message);
                out.write('\n');
                out.flush();
            }
        };
        McpProxy proxy = new McpProxy(server, toClient, downstream::send);
        downstream.listen(proxy::fromServer, () -> {
            proxy.serverEnded();
            ended.countDown();
        });
        Thread.ofPlatform().daemon().name("tetrarch-mcp-client").start(() -> {
            try {
                Lines lines = new Lines(in);
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    proxy.fromClient(line);
                }
            } catch (IOException e) {
                McpLog.ended("client", e);
            } finally {
                downstream.finish();
            }
        });
        ended.await();
    }
}
