package io.tetrarch.agents.mcp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections for requests that belong to no session: each has one to itself while it lasts, so that ids and tokens of two
 * clients never meet and messages stay as they are. For any number of threads.
 */
final class McpLoans implements AutoCloseable {
    static final int MOST = 16;
    private static final long PATIENCE_SECONDS = 30;

    private final McpServer server;
    private final Downstream.Opener opener;
    private final Semaphore free = new Semaphore(MOST);
    private final Deque<McpConnection> idle = new ArrayDeque<>();
    private boolean closed;

    McpLoans(McpServer server, Downstream.Opener opener) {
        this.server = server;
        this.opener = opener;
    }

    /** One that is lent; closed without having been given back, its connection is not used again. */
    final class Loan implements AutoCloseable {
        private final McpConnection connection;
        private boolean whole;

        private Loan(McpConnection connection) {
            this.connection = connection;
        }

        McpConnection connection() {
            return connection;
        }

        /** Its request is done with. */
        void giveBack() {
            whole = true;
        }

        @Override
        public void close() {
            takeBack(connection, whole);
        }
    }

    Loan lend() throws McpBusyException, InterruptedException {
        if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new McpBusyException("there are " + MOST + " requests at work already");
        }
        try {
            Optional<McpConnection> kept = kept();
            return new Loan(kept.isPresent() ? kept.get() : McpConnection.open(server, opener));
        } catch (IOException e) {
            free.release();
            throw new McpBusyException("the server does not start: " + e.getMessage());
        }
    }

    private Optional<McpConnection> kept() {
        synchronized (idle) {
            for (@Nullable McpConnection next = idle.poll(); next != null; next = idle.poll()) {
                if (!next.isEnded()) {
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        }
    }

    private void takeBack(McpConnection connection, boolean whole) {
        boolean keep;
        synchronized (idle) {
            keep = whole && !closed && !connection.isEnded() && !connection.isWatched();
            if (keep) {
                idle.push(connection);
            }
        }
        if (!keep) {
            connection.close();
        }
        free.release();
    }

    @Override
    public void close() {
        Deque<McpConnection> left;
        synchronized (idle) {
            closed = true;
            left = new ArrayDeque<>(idle);
            idle.clear();
        }
        left.forEach(McpConnection::close);
    }
}
