package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and one connection with a server, of any revision of the protocol. Messages go through as they are,
 * to the byte; a {@code tools/call} goes on when the gate has approved it, and is answered here if not. What cannot be read in
 * one way only does not reach the server. What the server asks of the client's model or person goes on by an approval only.
 *
 * <p>Messages of one side are taken one after another.
 */
final class McpProxy {
    private static final byte[] NOTHING = new byte[0];

    private final McpServer server;
    private final RunningCalls running;
    private final MessageSink toClient;
    private final MessageSink toServer;
    /** Calls that the gate is asked about, by id; true once the client gave one up. */
    private final Map<String, Boolean> open = new HashMap<>();

    McpProxy(McpServer server, MessageSink toClient, MessageSink toServer) {
        this.server = server;
        this.running = new RunningCalls(server.pins());
        this.toClient = toClient;
        this.toServer = toServer;
    }

    /** A message of the server's. */
    void fromServer(byte[] message) throws IOException {
        server.pins().seen(message);
        try {
            RawJson read = RawJson.of(message);
            if (ServerWish.isIn(read)) {
                wish(message, read);
                return;
            }
            if (read.isObject()) {
                running.heard(read, Envelope.of(read));
            }
        } catch (JsonRejected e) {
            McpLog.dropped("server", "it could be read in two ways: " + e.problem());
            return;
        }
        toClient.send(message);
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
                McpLog.ended("a wish of the server", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private ToolGate.Ruling ruling(ServerWish wish) throws InterruptedException {
        try {
            return server.gate().rule(wish.action(server.name()));
        } catch (JsonRejected e) {
            return new ToolGate.Ruling(false, "It cannot be decided on: " + e.problem());
        }
    }

    /** A message of the client's, one line. */
    void fromClient(byte[] message) throws IOException {
        if (isBlank(message)) {
            return;
        }
        try {
            take(message, RawJson.of(message));
        } catch (JsonRejected e) {
            toClient.send(RpcError.of("null", RpcError.PARSE, e.problem()));
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
        @Nullable RawJson id = message.member("id");
        String answered = id == null ? "null" : new String(id.bytes(), StandardCharsets.UTF_8);
        if (hasOtherLineEnd(line)) {
            toClient.send(RpcError.of(answered, RpcError.PARSE, "expected no end of a line within a message"));
            return;
        }
        if (!message.isObject()) {
            // several at once, which one revision had: none is taken apart here, so none with a call goes through
            toClient.send(RpcError.of("null", RpcError.INVALID_REQUEST, "expected one message a line"));
            return;
        }
        @Nullable RawJson member = message.member("method");
        @Nullable String method = member == null ? null : member.string();
        if ("notifications/cancelled".equals(method)) {
            cancel(message);
        }
        if (!"tools/call".equals(method)) {
            toServer.send(line);
        } else if (id != null) {
            call(line, answered);
        } // else: a call that nobody waits for is no request, and is not made
    }

    private void cancel(RawJson message) throws JsonRejected {
        @Nullable RawJson params = message.member("params");
        @Nullable RawJson id = params == null ? null : params.member("requestId");
        if (id != null) {
            String given = new String(id.bytes(), StandardCharsets.UTF_8);
            synchronized (open) {
                open.computeIfPresent(given, (key, before) -> true);
            }
            running.lost(given);
        }
    }

    private void call(byte[] line, String id) throws IOException {
        ToolCall call;
        try {
            call = ToolCall.read(line, id);
        } catch (JsonRejected e) {
            toClient.send(RpcError.of(id, RpcError.INVALID_REQUEST, e.problem()));
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
                McpLog.ended("call", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void decide(byte[] line, ToolCall call) throws IOException, InterruptedException {
        Passage passage = passage(call);
        boolean givenUp;
        synchronized (open) {
            givenUp = Boolean.TRUE.equals(open.remove(call.id()));
            if (!givenUp && passage.obstacle.isEmpty()) {
                running.began(call, passage.run);
            }
        }
        if (givenUp) {
            passage.run.ended(ToolRun.End.NOT_RUN, NOTHING); // nobody waits for an answer, and nothing is run
        } else if (passage.obstacle.isPresent()) {
            toClient.send(call.refusal(passage.obstacle.get()));
        } else {
            toServer.send(line);
        }
    }

    /**
     * @param obstacle why the call does not go on; empty only if the gate approved it, and the tool is still the one it was
     * @param run of whose end the gate is told
     */
    private record Passage(Optional<String> obstacle, ToolRun run) {
        static Passage closed(String why) {
            return new Passage(Optional.of(why), ToolRun.UNRECORDED);
        }
    }

    private Passage passage(ToolCall call) throws InterruptedException {
        Optional<String> blocked = server.pins().obstacle(call.tool());
        if (blocked.isPresent()) {
            return Passage.closed("The tool " + call.tool() + " is blocked: " + blocked.get());
        }
        Optional<String> flaw = server.pins().flaw(call.tool(), call.arguments());
        if (flaw.isPresent()) {
            return Passage.closed("It is not what the tool takes: " + flaw.get() + ".");
        }
        try {
            ToolGate.Leave leave = server.gate().leave(call.action(server));
            if (!leave.ruling().approved()) {
                return Passage.closed(leave.ruling().explanation());
            }
            Optional<String> changed = server.pins().obstacle(call.tool());
            if (changed.isPresent()) {
                leave.run().ended(ToolRun.End.NOT_RUN, NOTHING);
                return Passage.closed("The tool is blocked: " + changed.get());
            }
            return new Passage(Optional.empty(), leave.run());
        } catch (JsonRejected e) {
            return Passage.closed("It cannot be decided on: " + e.problem());
        }
    }

    /** The server says no more: of what it had not answered nobody knows the end. */
    void serverEnded() {
        running.lostAll();
    }
}
