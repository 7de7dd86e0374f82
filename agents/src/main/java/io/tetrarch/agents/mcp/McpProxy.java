package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server that speak the protocol by stdio, of any revision. Messages go through as they are, to
 * the byte; a {@code tools/call} goes on when the gate has approved it, and is answered here if not. What cannot be read in
 * one way only does not reach the server. What the server asks of the client's model or person goes on by an approval only.
 */
public final class McpProxy {
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;

    private final String server;
    private final ToolNaming naming;
    private final ToolPins pins;
    private final ToolGate gate;
    private final Pipe toClient;
    private final Pipe toServer;
    private final Ends ends;
    /** Calls that the gate is asked about, by id; true once the client gave one up. */
    private final Map<String, Boolean> open = new HashMap<>();

    /** The two ends. */
    public record Ends(InputStream fromClient, OutputStream toClient, InputStream fromServer, OutputStream toServer) {}

    private record Pipe(OutputStream out) {
        synchronized void send(byte[] message) throws IOException {
            out.write(message);
            out.write('\n');
            out.flush();
        }
    }

    /**
     * @param server the name that it goes by here
     * @param command that starts it
     */
    public McpProxy(String server, List<String> command, ToolPins pins, ToolGate gate, Ends ends) {
        this.server = server;
        this.naming = new ToolNaming(server, command);
        this.pins = pins;
        this.gate = gate;
        this.ends = ends;
        this.toClient = new Pipe(ends.toClient());
        this.toServer = new Pipe(ends.toServer());
    }

    /** Passes messages on until the server says no more. The server's input ends when the client's output does. */
    public void run() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                fromServer();
            } catch (IOException e) {
                log("server", e); // the client has gone away, or the server speaks no protocol
            } finally {
                ended.countDown();
            }
        });
        Thread.ofPlatform().daemon().start(() -> {
            try (OutputStream end = ends.toServer()) {
                fromClient();
                end.flush();
            } catch (IOException e) {
                log("client", e);
            }
        });
        ended.await();
    }

    private static void log(String side, IOException e) {
        System.getLogger("io.tetrarch.agents").log(System.Logger.Level.INFO, () -> side + " ended: " + e.getMessage());
    }

    private void fromServer() throws IOException {
        Lines lines = new Lines(ends.fromServer());
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            pins.seen(line);
            try {
                RawJson message = RawJson.of(line);
                if (ServerWish.isIn(message)) {
                    wish(line, message);
                    continue;
                }
            } catch (JsonRejected e) {
                log(
                        "not passed on: what the server said could be read in two ways; reading",
                        new IOException(e.problem()));
                continue;
            }
            toClient.send(line);
        }
    }

    /** The server wants something of the client's model or person: they are asked only if the gate approves. */
    private void wish(byte[] line, RawJson message) throws JsonRejected {
        Optional<ServerWish> wish = ServerWish.read(line, message);
        if (wish.isEmpty()) {
            return;
        }
        Thread.ofVirtual().start(() -> {
            try {
                ToolGate.Ruling ruling = ruling(wish.get());
                if (ruling.approved()) {
                    toClient.send(line);
                } else {
                    toServer.send(wish.get().refusal(ruling.explanation()));
                }
            } catch (IOException e) {
                log("a wish of the server", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private ToolGate.Ruling ruling(ServerWish wish) throws InterruptedException {
        try {
            return gate.rule(wish.action(server));
        } catch (JsonRejected e) {
            return new ToolGate.Ruling(false, "It cannot be decided on: " + e.problem());
        }
    }

    private void fromClient() throws IOException {
        Lines lines = new Lines(ends.fromClient());
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            if (isBlank(line)) {
                continue;
            }
            try {
                take(line, RawJson.of(line));
            } catch (JsonRejected e) {
                toClient.send(error("null", PARSE_ERROR, e.problem()));
            }
        }
    }

    private static boolean isBlank(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1).isBlank();
    }

    /** What a server might take for the end of a line, and for a message what stands behind it. */
    private static boolean hasOtherLineEnd(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return text.stripTrailing().codePoints().anyMatch(each -> each == '\r' || each == 0x2028 || each == 0x2029);
    }

    private void take(byte[] line, RawJson message) throws IOException, JsonRejected {
        if (hasOtherLineEnd(line)) {
            toClient.send(error("null", PARSE_ERROR, "expected no end of a line within a message"));
            return;
        }
        if (!message.isObject()) {
            // several at once, which one revision had: none is taken apart here, so none with a call goes through
            toClient.send(error("null", INVALID_REQUEST, "expected one message a line"));
            return;
        }
        @Nullable RawJson member = message.member("method");
        @Nullable String method = member == null ? null : member.string();
        @Nullable RawJson id = message.member("id");
        if ("notifications/cancelled".equals(method)) {
            cancel(message);
        }
        if (!"tools/call".equals(method)) {
            toServer.send(line);
        } else if (id != null) {
            call(line, new String(id.bytes(), StandardCharsets.UTF_8));
        } // else: a call that nobody waits for is no request, and is not made
    }

    private void cancel(RawJson message) throws JsonRejected {
        @Nullable RawJson params = message.member("params");
        @Nullable RawJson id = params == null ? null : params.member("requestId");
        if (id != null) {
            synchronized (open) {
                open.computeIfPresent(new String(id.bytes(), StandardCharsets.UTF_8), (key, given) -> true);
            }
        }
    }

    private void call(byte[] line, String id) throws IOException {
        ToolCall call;
        try {
            call = ToolCall.read(line, id);
        } catch (JsonRejected e) {
            toClient.send(error(id, INVALID_REQUEST, e.problem()));
            return;
        }
        synchronized (open) {
            if (open.putIfAbsent(id, false) != null) {
                return; // an id that is in use already is the client's mistake, and one answer to it is on its way
            }
        }
        Thread.ofVirtual().start(() -> {
            try {
                decide(line, call);
            } catch (IOException e) {
                log("call", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void decide(byte[] line, ToolCall call) throws IOException, InterruptedException {
        Optional<String> obstacle = obstacle(call);
        boolean givenUp;
        synchronized (open) {
            givenUp = Boolean.TRUE.equals(open.remove(call.id()));
        }
        if (givenUp) {
            return; // nobody waits for an answer, and nothing is run
        }
        if (obstacle.isPresent()) {
            toClient.send(call.refusal(obstacle.get()));
        } else {
            toServer.send(line);
        }
    }

    /** Why the call does not go on; empty only if the gate approved it, and the tool is still the one it was. */
    private Optional<String> obstacle(ToolCall call) throws InterruptedException {
        Optional<String> blocked = pins.obstacle(call.tool());
        if (blocked.isPresent()) {
            return Optional.of("The tool " + call.tool() + " is blocked: " + blocked.get());
        }
        Optional<String> flaw = pins.flaw(call.tool(), call.arguments());
        if (flaw.isPresent()) {
            return Optional.of("It is not what the tool takes: " + flaw.get() + ".");
        }
        try {
            ToolGate.Ruling ruling = gate.rule(call.action(server, naming, pins));
            return ruling.approved()
                    ? pins.obstacle(call.tool()).map(changed -> "The tool is blocked: " + changed)
                    : Optional.of(ruling.explanation());
        } catch (JsonRejected e) {
            return Optional.of("It cannot be decided on: " + e.problem());
        }
    }

    private static byte[] error(String id, int code, String problem) {
        return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",\"message\":"
                        + new JsonString("tetrarch: " + problem).toJson() + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
