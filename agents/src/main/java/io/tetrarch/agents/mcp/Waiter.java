package io.tetrarch.agents.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One HTTP request that waits for messages. For any number of threads that bring some, and one that takes them. */
final class Waiter {
    /** So many may lie here; a client that reads more slowly slows its server down, and in the end is given up. */
    private static final int MOST = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * What a client is to be sent.
     *
     * @param isLast whether its stream ends with it
     */
    record Item(byte[] message, boolean isLast) {}

    private static final Item WAKE = new Item(new byte[0], true);

    private final Optional<String> progress;
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>(MOST);
    private volatile boolean gone;

    /** @param progress the token that news for it are sent under */
    Waiter(Optional<String> progress) {
        this.progress = progress;
    }

    boolean waitsFor(Optional<String> token) {
        return token.isPresent() && token.equals(progress);
    }

    void bring(Item item) throws IOException {
        try {
            if (!gone && !items.offer(item, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                gone = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The next one; null if none came in that time. */
    @Nullable
    Item take(Duration patience) throws InterruptedException {
        return items.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nobody reads any more; who takes is woken. */
    void leave() {
        gone = true;
        items.clear();
        var unused = items.offer(WAKE);
    }

    boolean isGone() {
        return gone;
    }
}
