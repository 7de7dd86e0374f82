package io.tetrarch.node.replica;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a replica. Each sender may have a bounded number of items waiting, so that a flood from one does not
 * shut out the others; what is above is dropped and counted. Any thread may offer, one takes.
 */
final class Mailbox {
    private final ConcurrentLinkedQueue<Item> items = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray waiting;
    private final AtomicLongArray dropped;
    private final int bound;

    private record Item(int source, Mail mail) {}

    /**
     * @param sources senders, numbered from 0
     * @param bound items waiting per sender at most
     */
    Mailbox(int sources, int bound) {
        this.waiting = new AtomicIntegerArray(sources);
        this.dropped = new AtomicLongArray(sources);
        this.bound = bound;
    }

    boolean offer(int source, Mail mail) {
        if (waiting.incrementAndGet(source) > bound) {
            waiting.decrementAndGet(source);
            dropped.incrementAndGet(source);
            return false;
        }
        items.add(new Item(source, mail));
        return true;
    }

    @Nullable
    Mail poll() {
        Item item = items.poll();
        if (item == null) {
            return null;
        }
        waiting.decrementAndGet(item.source());
        return item.mail();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** By source, in their order. */
    List<MailboxLoad> loads() {
        return IntStream.range(0, waiting.length())
                .mapToObj(source -> new MailboxLoad(waiting.get(source), dropped.get(source)))
                .toList();
    }
}
