package io.tetrarch.simulator.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is going to happen, in order of time and, at one time, in the order it was put down. What is due within the next
 * {@value #NEAR} ms, nearly all of it, stands in a ring with a queue for each millisecond; the rest in a heap. At one time
 * what comes from the heap was put down first, since it was far away when it was.
 */
final class Agenda {
    private static final int NEAR = 1024;
    private static final int WORDS = NEAR / Long.SIZE;

    private final Queue[] ring = new Queue[NEAR];

    /** A bit for each queue of the ring that holds something. */
    private final long[] busy = new long[WORDS];

    private final FarDeeds far = new FarDeeds();
    private int near;
    private long now;

    /** Virtual milliseconds since the world began. */
    long now() {
        return now;
    }

    boolean isEmpty() {
        return near == 0 && far.isEmpty();
    }

    /** @throws IllegalArgumentException for a time that is past */
    void in(long delayMillis, Runnable deed) {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a time that is past by " + -delayMillis + " ms");
        }
        if (delayMillis >= NEAR) {
            far.add(now + delayMillis, deed);
            return;
        }
        int place = (int) (now + delayMillis) & NEAR - 1;
        Queue queue = ring[place];
        if (queue == null) {
            queue = new Queue();
            ring[place] = queue;
        }
        queue.add(deed);
        busy[place >>> 6] |= 1L << place;
        near++;
    }

    /** Moves time on to the next deed and takes it off. */
    Runnable next() {
        long soonest = near == 0 ? Long.MAX_VALUE : now + distance();
        if (far.soonest() <= soonest) {
            now = far.soonest();
            return far.next();
        }
        now = soonest;
        int place = (int) now & NEAR - 1;
        Queue queue = ring[place];
        Runnable deed = queue.take();
        if (queue.isEmpty()) {
            busy[place >>> 6] &= ~(1L << place);
        }
        near--;
        return deed;
    }

    /** From now to the first queue that holds something. */
    private int distance() {
        int from = (int) now & NEAR - 1;
        int word = from >>> 6;
        long bits = busy[word] & -1L << from;
        while (bits == 0) {
            word = word + 1 & WORDS - 1;
            bits = busy[word];
        }
        int place = (word << 6) + Long.numberOfTrailingZeros(bits);
        return place - from & NEAR - 1;
    }

    /** What is due in one millisecond. */
    private static final class Queue {
        private @Nullable Runnable[] deeds = new @Nullable Runnable[8];
        private int first;
        private int size;

        boolean isEmpty() {
            return size == 0;
        }

        void add(Runnable deed) {
            if (size == deeds.length) {
                deeds = Arrays.copyOf(deeds, size * 2);
            }
            deeds[size++] = deed;
        }

        Runnable take() {
            Runnable deed = deeds[first];
            deeds[first++] = null;
            if (first == size) {
                first = 0;
                size = 0;
            }
            return deed;
        }
    }
}
