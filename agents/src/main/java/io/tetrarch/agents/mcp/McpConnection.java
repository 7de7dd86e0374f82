package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proxy with its own connection to the server, for a client that comes by HTTP: an answer goes to the request that asked,
 * progress to the request that it is of, and all else that a server says to the client's stream, or to the request that is open
 * the longest, or is kept until there is one. For any number of threads.
 */
final class McpConnection implements AutoCloseable {
    private static final int MOST_KEPT = 1_000;

    private final Downstream downstream;
    private final McpProxy proxy;
    private final Object turn = new Object();
    private final Map<String, Waiter> open = new LinkedHashMap<>();
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private @Nullable Waiter stream;
    private boolean ended;

    private McpConnection(McpServer server, Downstream downstream) {
        this.downstream = downstream;
        this.proxy = new McpProxy(server, this::toClient, downstream::send);
    }

    static McpConnection open(McpServer server, Downstream.Opener opener) throws IOException {
        McpConnection connection = new McpConnection(server, opener.open());
        connection.downstream.listen(connection.proxy::fromServer, connection::end);
        return connection;
    }

    /** A message that waits for no answer. */
    void tell(byte[] message, Envelope envelope) throws IOException {
        say(message);
        @Nullable Waiter given;
        synchronized (open) {
            given = envelope.cancels().map(open::remove).orElse(null);
        }
        if (given != null) {
            given.leave(); // no answer comes to what was given up
        }
    }

    private void say(byte[] message) throws IOException {
        synchronized (turn) {
            proxy.fromClient(message);
        }
    }

    /** Nobody waits for this answer any more. */
    void forget(String id, Waiter waiter) {
        waiter.leave();
        synchronized (open) {
            open.remove(id, waiter);
        }
    }

    /** @return where the answer will be; empty if another request of this id is open */
    Optional<Waiter> ask(byte[] message, Envelope envelope) throws IOException {
        String id = envelope.id().orElseThrow();
        Waiter waiter = new Waiter(envelope.progress());
        List<byte[]> before;
        synchronized (open) {
            if (open.putIfAbsent(id, waiter) != null) {
                return Optional.empty();
            }
            before = takeKept();
        }
        for (byte[] each : before) {
            waiter.bring(new Waiter.Item(each, false));
        }
        if (isEnded()) {
            waiter.bring(new Waiter.Item(serverEnded(id), true));
            return Optional.of(waiter);
        }
        try {
            say(message);
        } catch (IOException e) {
            end(); // the server cannot be written to
        }
        return Optional.of(waiter);
    }

    /** The client's stream, in the place of an earlier one. */
    Waiter listen() throws IOException {
        Waiter next = new Waiter(Optional.empty());
        List<byte[]> before;
        synchronized (open) {
            if (stream != null) {
                stream.leave();
            }
            stream = next;
            before = takeKept();
        }
        for (byte[] each : before) {
            next.bring(new Waiter.Item(each, false));
        }
        return next;
    }

    private List<byte[]> takeKept() {
        List<byte[]> taken = List.copyOf(kept);
        kept.clear();
        return taken;
    }

    private void toClient(byte[] message) throws IOException {
        Envelope envelope;
        try {
            envelope = Envelope.of(RawJson.of(message));
        } catch (JsonRejected e) {
            McpLog.dropped("server", e.problem());
            return;
        }
        if (envelope.isAnswer()) {
            @Nullable Waiter asked;
            synchronized (open) {
                asked = open.remove(envelope.id().orElse("null"));
            }
            if (asked != null) {
                asked.bring(new Waiter.Item(message, true));
            }
            return;
        }
        Optional<Waiter> reader = reader(message, envelope);
        if (reader.isPresent()) {
            reader.get().bring(new Waiter.Item(message, false));
        }
    }

    private Optional<Waiter> reader(byte[] message, Envelope envelope) {
        synchronized (open) {
            for (Waiter each : open.values()) {
                if (each.waitsFor(envelope.progress())) {
                    return Optional.of(each);
                }
            }
            if (stream != null && !stream.isGone()) {
                return Optional.of(stream);
            }
            for (Waiter each : open.values()) {
                if (!each.isGone()) {
                    return Optional.of(each);
                }
            }
            if (kept.size() < MOST_KEPT) {
                kept.add(message);
            } else {
                McpLog.dropped("server", "its client has not asked for " + MOST_KEPT + " of them");
            }
            return Optional.empty();
        }
    }

    /** Whether the server is gone. */
    boolean isEnded() {
        synchronized (open) {
            return ended;
        }
    }

    /** Whether somebody waits for an answer, or listens. */
    boolean isWatched() {
        synchronized (open) {
            return !open.isEmpty() || stream != null && !stream.isGone();
        }
    }

    /** Whoever waits is told. */
    private void end() {
        proxy.serverEnded();
        Map<String, Waiter> left;
        @Nullable Waiter listening;
        synchronized (open) {
            ended = true;
            left = new LinkedHashMap<>(open);
            open.clear();
            listening = stream;
        }
        try {
            for (Map.Entry<String, Waiter> each : left.entrySet()) {
                each.getValue().bring(new Waiter.Item(serverEnded(each.getKey()), true));
            }
        } catch (IOException e) {
            McpLog.ended("client", e);
        }
        if (listening != null) {
            listening.leave();
        }
    }

    private static byte[] serverEnded(String id) {
        return RpcError.of(id, RpcError.INTERNAL, "the server has ended");
    }

    @Override
    public void close() {
        downstream.close();
        end();
    }
}
