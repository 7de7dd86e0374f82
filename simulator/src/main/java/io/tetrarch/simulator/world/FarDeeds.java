package io.tetrarch.simulator.world;

import java.util.Arrays;

/** Deeds of a time that is not near, in order of it and then of when they were put down. A binary heap; both stand in one number. */
final class FarDeeds {
    private static final int ORDER_BITS = 30;

    private long[] keys = new long[64];
    private Runnable[] deeds = new Runnable[64];
    private int size;
    private long nextOrder;

    boolean isEmpty() {
        return size == 0;
    }

    /** The time of the first; the end of all times if there is none. */
    long soonest() {
        return size == 0 ? Long.MAX_VALUE : keys[0] >>> ORDER_BITS;
    }

    void add(long millis, Runnable deed) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            deeds = Arrays.copyOf(deeds, size * 2);
        }
        if (nextOrder >>> ORDER_BITS != 0) {
            throw new IllegalStateException("more than 2^" + ORDER_BITS + " deeds in one world");
        }
        long key = millis << ORDER_BITS | nextOrder++;
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

    /** Takes the first off. */
    Runnable next() {
        Runnable deed = deeds[0];
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
