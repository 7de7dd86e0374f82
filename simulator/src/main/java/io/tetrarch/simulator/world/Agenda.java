package io.tetrarch.simulator.world;

import java.util.Arrays;

/** What is going to happen, in order of time and, at one time, in the order it was put down. A binary heap. */
final class Agenda {
    private long[] times = new long[256];
    private long[] orders = new long[256];
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
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            deeds = Arrays.copyOf(deeds, size * 2);
        }
        long time = now + delayMillis;
        long order = nextOrder++;
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (times[parent] < time || (times[parent] == time && orders[parent] < order)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, order, deed);
    }

    /** Moves time on to the next deed and takes it off. */
    Runnable next() {
        Runnable deed = deeds[0];
        now = times[0];
        size--;
        long time = times[size];
        long order = orders[size];
        Runnable last = deeds[size];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(child + 1, child)) {
                child++;
            }
            if (time < times[child] || (time == times[child] && order < orders[child])) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, time, order, last);
        return deed;
    }

    private boolean isBefore(int a, int b) {
        return times[a] < times[b] || (times[a] == times[b] && orders[a] < orders[b]);
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], deeds[from]);
    }

    private void put(int at, long time, long order, Runnable deed) {
        times[at] = time;
        orders[at] = order;
        deeds[at] = deed;
    }
}
