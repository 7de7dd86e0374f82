package io.tetrarch.net.link;

import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections that take too long to say who they are, or are silent for too long. A thread that reads waits for as
 * long as the other end likes, byte by byte; this one does not. For any thread.
 */
public final class Watch implements AutoCloseable {
    private static final long TICK_MILLIS = 200;

    private final LinkLimits limits;
    private final LinkCounts counts;
    private final Map<Socket, Long> strangers = new ConcurrentHashMap<>();
    private final Map<Socket, Connection> known = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    public Watch(LinkLimits limits, LinkCounts counts) {
        this.limits = limits;
        this.counts = counts;
        Thread.ofPlatform().name("tetrarch-watch").daemon(true).start(this::tick);
    }

    LinkLimits limits() {
        return limits;
    }

    LinkCounts counts() {
        return counts;
    }

    /** From now on it has to greet in time. */
    void stranger(Socket socket) {
        strangers.put(socket, System.nanoTime());
    }

    /** It has greeted. */
    void known(Socket socket, Connection connection) {
        known.put(socket, connection);
        strangers.remove(socket);
    }

    void gone(Socket socket) {
        strangers.remove(socket);
        known.remove(socket);
    }

    private void tick() {
        try {
            while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                strangers.forEach((socket, since) -> {
                    if (now - since > limits.patience().greeting().toNanos()) {
                        end(socket);
                    }
                });
                known.forEach((socket, connection) -> {
                    if (now - connection.heardNanos()
                            > limits.patience().silence().toNanos()) {
                        end(socket);
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Socket socket) {
        gone(socket);
        counts.count(LinkCounts.Reason.SILENT);
        Sockets.close(socket);
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
