package io.tetrarch.console.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, numbered from 1. Publishing never waits for readers: each reader keeps its own place, and one that
 * is so slow that its place is overwritten is told so. Hence memory is bounded whatever the readers do.
 *
 * <p>For any number of threads.
 */
public final class EventLog {
    private final @Nullable Live[] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long newest;
    private boolean closed;

    /** An event with its number. */
    public record Numbered(long number, Live live) {}

    /**
     * What is new.
     *
     * @param oldest the number of the oldest event still kept
     * @param missed how many events after the reader's place are gone; then there is nothing in {@code events}
     * @param closed whether nothing comes after these
     */
    public record News(List<Numbered> events, long oldest, long missed, boolean closed) {}

    /** @param capacity how many events are kept */
    public EventLog(int capacity) {
        this.ring = new Live[capacity];
    }

    public void publish(Live live) {
        lock.lock();
        try {
            if (!closed) {
                newest++;
                ring[(int) (newest % ring.length)] = live;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The number of the latest event; 0 if there was none yet. */
    public long newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** Up to {@code most} events after number {@code place}; waits so long if there are none. */
    public News after(long place, int most, long waitMillis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (newest <= place && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            long oldest = Math.max(1, newest - ring.length + 1);
            if (place + 1 < oldest) {
                return new News(List.of(), oldest, oldest - place - 1, closed);
            }
            List<Numbered> events = new ArrayList<>();
            for (long number = place + 1; number <= newest && events.size() < most; number++) {
                Live live = ring[(int) (number % ring.length)];
                if (live != null) {
                    events.add(new Numbered(number, live));
                }
            }
            return new News(events, oldest, 0, closed);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the log: readers get what is left and then hear of the end. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
