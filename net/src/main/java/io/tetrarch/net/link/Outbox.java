package io.tetrarch.net.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one member, as encoded frames. Who puts something in never waits: where there is no room the
 * oldest goes, since the protocol says again what still matters. For any thread.
 */
final class Outbox {
    private final int mostFrameBytes;
    private final int mostFrames;
    private final int mostBytes;
    private final LinkCounts counts;
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition idled = lock.newCondition();

    /** Who waits for something to send, and so has sent all before. */
    private int idle;

    private long bytes;
    private long dropped;
    private boolean closed;

    Outbox(LinkLimits limits, LinkCounts counts, int mostFrameBytes) {
        this.mostFrameBytes = mostFrameBytes;
        this.mostFrames = limits.queue().frames();
        this.mostBytes = limits.queue().bytes();
        this.counts = counts;
    }

    void put(byte[] frame) {
        if (frame.length > mostFrameBytes) {
            counts.count(LinkCounts.Reason.TOO_LARGE); // the other end would hang up on it, again and again
            return;
        }
        lock.lock();
        try {
            if (closed) {
                return;
            }
            frames.addLast(frame);
            bytes += frame.length;
            while (frames.size() > 1 && (frames.size() > mostFrames || bytes > mostBytes)) {
                bytes -= frames.removeFirst().length;
                dropped++;
                counts.count(LinkCounts.Reason.QUEUE_FULL);
            }
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next; null if there is none for so long, or the box is closed. */
    byte @Nullable [] take(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (frames.isEmpty() && !closed && left > 0) {
                idle++;
                idled.signalAll();
                try {
                    left = filled.awaitNanos(left);
                } finally {
                    idle--;
                }
            }
            byte[] next = frames.pollFirst();
            bytes -= next == null ? 0 : next.length;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** What was taken by whoever cannot send it any more. */
    void putBack(byte[] frame) {
        lock.lock();
        try {
            if (!closed) {
                frames.addFirst(frame);
                bytes += frame.length;
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is sent, or until then. */
    void awaitSent(long untilNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = untilNanos - System.nanoTime();
            while ((!frames.isEmpty() || idle == 0) && !closed && left > 0) {
                left = idled.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    QueueLoad load() {
        lock.lock();
        try {
            return new QueueLoad(frames.size(), bytes, dropped);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes from it any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            frames.clear();
            bytes = 0;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
