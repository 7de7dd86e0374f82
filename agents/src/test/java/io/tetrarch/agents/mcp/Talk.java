package io.tetrarch.agents.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client and a server at the two ends of a proxy; the test plays both. */
final class Talk implements AutoCloseable {
    private final Pipe fromClient = Pipe.open();
    private final Pipe fromServer = Pipe.open();
    private final BufferedReader clientReads;
    private final BufferedReader serverReads;

    Talk(Path pins, List<String> command, ToolGate gate) throws Exception {
        this(McpServer.of("srv", command, ToolPins.open(pins), gate), Optional.empty());
    }

    private Talk(McpServer server, Optional<Downstream> other) throws Exception {
        Pipe toClient = Pipe.open();
        Pipe toServer = Pipe.open();
        clientReads = reader(toClient);
        serverReads = reader(toServer);
        Downstream downstream = other.orElseGet(() -> new StreamDownstream(
                Channels.newInputStream(fromServer.source()), Channels.newOutputStream(toServer.sink()), () -> {}));
        Thread.ofPlatform().daemon().start(() -> {
            try {
                McpStdio.run(
                        server,
                        downstream,
                        Channels.newInputStream(fromClient.source()),
                        Channels.newOutputStream(toClient.sink()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** With a server that the test does not play. */
    static Talk with(McpServer server, Downstream downstream) throws Exception {
        return new Talk(server, Optional.of(downstream));
    }

    private static BufferedReader reader(Pipe pipe) {
        return new BufferedReader(
                new InputStreamReader(Channels.newInputStream(pipe.source()), StandardCharsets.UTF_8));
    }

    void clientSays(String line) throws IOException {
        say(fromClient, line);
    }

    void serverSays(String line) throws IOException {
        say(fromServer, line);
    }

    private static void say(Pipe pipe, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            pipe.sink().write(bytes);
        }
    }

    @Nullable
    String clientHears() throws IOException {
        return clientReads.readLine();
    }

    @Nullable
    String serverHears() throws IOException {
        return serverReads.readLine();
    }

    @Override
    public void close() throws IOException {
        fromClient.sink().close();
        fromServer.sink().close();
    }
}
