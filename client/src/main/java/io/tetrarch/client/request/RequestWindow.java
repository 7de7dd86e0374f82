package io.tetrarch.client.request;

import io.tetrarch.client.UndecidedException;
import io.tetrarch.pbft.Limits;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A client's requests from being asked to being answered, within the bounds that the replicas have per client: what goes
 * beyond them is refused at once. One that stays open holds none of the others back, since replicas remember which numbers
 * were decided however far they lie apart.
 *
 * @param <T> what waits for a number
 */
final class RequestWindow<T> {
    private final RequestNumbers numbers;
    private final Bound bound;
    private final ToLongFunction<T> bytes;
    private final Deque<T> waiting = new ArrayDeque<>();
    private int open;
    private long openBytes;

    /** So many requests, and so many bytes of their actions, whether they have a number yet or not. */
    record Bound(int requests, long bytes) {
        /** A slow replica may still wait for some that a quorum has decided, so this part of its bound is kept free. */
        private static final int SPARE = 16;

        /** @param window the most requests that the client wants to have open, if fewer */
        static Bound of(Limits limits, OptionalInt window) {
            int most = Math.max(1, limits.pendingPerClient() - limits.pendingPerClient() / SPARE);
            return new Bound(
                    Math.min(most, window.orElse(most)),
                    limits.pendingBytesPerClient() - limits.pendingBytesPerClient() / SPARE);
        }

        UndecidedException exceeded() {
            return new UndecidedException(
                    UndecidedException.Reason.OVERLOADED,
                    "too much is open: a client may have " + requests + " requests open, and " + bytes
                            + " bytes of their actions; ask again later");
        }
    }

    /** A number with what it is for. */
    record Numbered<T>(long number, T value) {}

    /** @param bytes what each takes */
    RequestWindow(RequestNumbers numbers, Bound bound, ToLongFunction<T> bytes) {
        this.numbers = numbers;
        this.bound = bound;
        this.bytes = bytes;
    }

    Bound bound() {
        return bound;
    }

    /** Whether the value was taken on; it gets its number soon, see {@link #next}. */
    synchronized boolean add(T value) {
        return admit(value) && waiting.add(value);
    }

    /** Whether a value that has its number was taken on. */
    synchronized boolean admit(T value) {
        if (open >= bound.requests() || openBytes + bytes.applyAsLong(value) > bound.bytes()) {
            return false;
        }
        admitAnyway(value);
        return true;
    }

    /** Takes on a value that has its number, beyond the bounds too. */
    synchronized void admitAnyway(T value) {
        open++;
        openBytes += bytes.applyAsLong(value);
    }

    /**
     * The next values that wait, with their numbers.
     *
     * @param most how many of them
     * @throws IOException if no number can be had for the first of them; it goes on waiting
     */
    synchronized List<Numbered<T>> next(int most) throws IOException {
        List<Numbered<T>> next = new ArrayList<>();
        while (next.size() < most && !waiting.isEmpty()) {
            long number;
            try {
                number = numbers.next();
            } catch (IOException e) {
                if (next.isEmpty()) {
                    throw e;
                }
                return next;
            }
            next.add(new Numbered<>(number, waiting.remove()));
        }
        return next;
    }

    /** Takes back those that still wait for a number, of which this holds. */
    synchronized List<T> takeBack(Predicate<T> which) {
        List<T> taken = new ArrayList<>();
        for (Iterator<T> each = waiting.iterator(); each.hasNext(); ) {
            T value = each.next();
            if (which.test(value)) {
                each.remove();
                taken.add(value);
                close(value);
            }
        }
        return taken;
    }

    /** It was answered. */
    synchronized void close(T value) {
        open--;
        openBytes -= bytes.applyAsLong(value);
    }
}
