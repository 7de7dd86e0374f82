package io.tetrarch.client.request;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/**
 * Keeps a client's open requests within the window that the replicas remember per client: a request whose number falls
 * out of it can never be decided. So a request that takes long holds back those too far ahead of it.
 *
 * @param <T> what waits for a number
 */
final class RequestWindow<T> {
    private final RequestNumbers numbers;
    private final int width;
    private final int waitingBound;
    private final TreeSet<Long> open = new TreeSet<>();
    private final Deque<T> waiting = new ArrayDeque<>();
    private long last;

    /** A number with what it is for. */
    record Numbered<T>(long number, T value) {}

    /**
     * @param width between the lowest and the highest open number, at most
     * @param waitingBound what may wait for a number
     */
    RequestWindow(RequestNumbers numbers, int width, int waitingBound) {
        this.numbers = numbers;
        this.width = width;
        this.waitingBound = waitingBound;
    }

    /** Whether the value was taken on: it gets its number now or when there is room, see {@link #next}. */
    synchronized boolean add(T value) {
        if (waiting.size() >= waitingBound) {
            return false;
        }
        waiting.add(value);
        return true;
    }

    /**
     * The next values that there is room for, with their numbers.
     *
     * @param most how many of them
     * @throws IOException if no number can be had for the first of them; it goes on waiting
     */
    synchronized List<Numbered<T>> next(int most) throws IOException {
        List<Numbered<T>> next = new ArrayList<>();
        while (next.size() < most && hasRoom()) {
            try {
                last = numbers.next();
            } catch (IOException e) {
                if (next.isEmpty()) {
                    throw e;
                }
                return next;
            }
            open.add(last);
            next.add(new Numbered<>(last, waiting.remove()));
        }
        return next;
    }

    private boolean hasRoom() {
        return !waiting.isEmpty() && (open.isEmpty() || last + 1 - open.first() < width);
    }

    /** Takes back what still waits for a number. */
    synchronized List<T> clear() {
        List<T> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    synchronized void close(long number) {
        open.remove(number);
    }
}
