package io.tetrarch.agents.mcp;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one server, of the revisions that have them: each has a connection of its own. A session that nobody used for
 * half an hour makes room for another. For any number of threads.
 */
final class McpSessions implements AutoCloseable {
    static final int MOST = 64;
    private static final long UNUSED_NANOS = Duration.ofMinutes(30).toNanos();
    private static final int ID_BYTES = 16;

    private final McpServer server;
    private final Downstream.Opener opener;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Held> sessions = new HashMap<>();

    record Opened(String id, McpConnection connection) {}

    private record Held(McpConnection connection, long usedNanos) {
        boolean isUnused(long now) {
            return connection.isEnded() || !connection.isWatched() && now - usedNanos > UNUSED_NANOS;
        }
    }

    McpSessions(McpServer server, Downstream.Opener opener) {
        this.server = server;
        this.opener = opener;
    }

    Opened open() throws McpBusyException {
        makeRoom();
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String name = HexFormat.of().formatHex(id);
        try {
            McpConnection connection = McpConnection.open(server, opener);
            synchronized (sessions) {
                sessions.put(name, new Held(connection, System.nanoTime()));
            }
            return new Opened(name, connection);
        } catch (IOException e) {
            throw new McpBusyException("the server does not start: " + e.getMessage());
        }
    }

    private void makeRoom() throws McpBusyException {
        List<Map.Entry<String, Held>> unused;
        synchronized (sessions) {
            long now = System.nanoTime();
            unused = sessions.entrySet().stream()
                    .filter(each -> each.getValue().isUnused(now))
                    .map(Map.Entry::copyOf)
                    .toList();
            unused.forEach(each -> sessions.remove(each.getKey()));
            if (sessions.size() >= MOST) {
                throw new McpBusyException("there are " + MOST + " sessions already");
            }
        }
        unused.forEach(each -> each.getValue().connection().close());
    }

    Optional<McpConnection> find(String id) {
        synchronized (sessions) {
            @Nullable
            Held held = sessions.computeIfPresent(id, (name, found) -> new Held(found.connection(), System.nanoTime()));
            if (held == null || held.connection().isEnded()) {
                sessions.remove(id);
                return Optional.empty();
            }
            return Optional.of(held.connection());
        }
    }

    /** Whether there was one. */
    boolean end(String id) {
        @Nullable Held held;
        synchronized (sessions) {
            held = sessions.remove(id);
        }
        if (held == null) {
            return false;
        }
        held.connection().close();
        return true;
    }

    @Override
    public void close() {
        List<Held> all;
        synchronized (sessions) {
            all = List.copyOf(sessions.values());
            sessions.clear();
        }
        all.forEach(each -> each.connection().close());
    }
}
