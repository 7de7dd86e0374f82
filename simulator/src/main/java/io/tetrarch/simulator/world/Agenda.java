package io.tetrarch.simulator.world;

import java.util.Arrays;

/**
 * What is going to happen, in order of time and, at one time, in the order it was put down. A binary heap; both stand in one
 * number, the time above the order.
 */
final class Agenda {
    private static final int ORDER_BITS = 30;

    private long[] keys = new long[256];
    private Runnable[] deeds = new Runnable[256];
    private int size;
    private long nextOrder;
    private long now;

    /** Virtual milliseconds since the world began. */
    long now() {
        return now;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void in(long delayMillis, Runnable deed) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            deeds = Arrays.copyOf(deeds, size * 2);
        }
        if (nextOrder >>> ORDER_BITS != 0) {
            throw new IllegalStateException("more than 2^" + ORDER_BITS + " deeds in one world");
        }
        long key = (now + delayMillis) << ORDER_BITS | nextOrder++;
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (keys[parent] < key) {
                break;
            }
            keys[at] = keys[parent];
            deeds[at] = deeds[parent];
            at = parent;
        }
        keys[at] = key;
        deeds[at] = deed;
    }

    /** Moves time on to the next deed and takes it off. */
    Runnable next() {
        Runnable deed = deeds[0];
        now = keys[0] >>> ORDER_BITS;
        size--;
        long key = keys[size];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (key < keys[child]) {
                break;
            }
            keys[at] = keys[child];
            deeds[at] = deeds[child];
            at = child;
        }
        keys[at] = key;
        deeds[at] = deeds[size];
        return deed;
    }
}
