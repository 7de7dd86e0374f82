package io.tetrarch.client;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;

/**
 * How a gate works in its application's process. Nothing here changes what is decided. Immutable.
 *
 * @param workers threads that do the gate's work, from 1 to {@value #MOST_WORKERS}; if empty, 4 for replicas in this process
 *     that keep a folder, 2 for those in memory, and 1 for a gate whose replicas are elsewhere
 * @param threads makes these threads; if empty, they are daemons of the platform's, called {@code tetrarch-worker}
 * @param window how many requests may be open at once, at least 1: one more is refused as overloaded. If empty, and at most,
 *     what the group allows a client, less a sixteenth
 * @param grace how long after its deadline a request may still be answered, by a decision that it expired, before it fails as
 *     undecided; from 0 to {@link #LONGEST_GRACE}
 * @param context is called by the thread that asks, with what is to be done when the answer is there, and returns what is
 *     done in its place, on another thread: so the asker's context (a trace, a tenant) goes along. What it throws, its asker
 *     gets
 */
public record GateSettings(
        OptionalInt workers,
        Optional<ThreadFactory> threads,
        OptionalInt window,
        Duration grace,
        UnaryOperator<Runnable> context) {
    /** As many threads as a gate may have. */
    public static final int MOST_WORKERS = 256;

    /** Longer than this nobody waits for what must not be acted on any more. */
    public static final Duration LONGEST_GRACE = Duration.ofMinutes(1);

    /** What holds unless something else is said: a grace of 3 seconds, and no context. */
    public static final GateSettings DEFAULT = new GateSettings(
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ofSeconds(3),
            UnaryOperator.identity());

    /** @throws IllegalArgumentException in one line, if a number or the grace is out of its bounds */
    public GateSettings {
        if (workers.isPresent() && (workers.getAsInt() < 1 || workers.getAsInt() > MOST_WORKERS)) {
            throw new IllegalArgumentException(
                    "workers: expected from 1 to " + MOST_WORKERS + ", found " + workers.getAsInt());
        }
        if (window.isPresent() && window.getAsInt() < 1) {
            throw new IllegalArgumentException("window: expected at least 1, found " + window.getAsInt());
        }
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("grace: expected from PT0S to " + LONGEST_GRACE + ", found " + grace);
        }
    }

    /** @throws IllegalArgumentException if that is none, or more than {@value #MOST_WORKERS} */
    public GateSettings withWorkers(int number) {
        return new GateSettings(OptionalInt.of(number), threads, window, grace, context);
    }

    /** @param factory makes the threads of the gate's own, which live as long as it does */
    public GateSettings withThreads(ThreadFactory factory) {
        return new GateSettings(workers, Optional.of(factory), window, grace, context);
    }

    /** @throws IllegalArgumentException if that is none */
    public GateSettings withWindow(int requests) {
        return new GateSettings(workers, threads, OptionalInt.of(requests), grace, context);
    }

    /** @throws IllegalArgumentException if that is negative, or longer than {@link #LONGEST_GRACE} */
    public GateSettings withGrace(Duration duration) {
        return new GateSettings(workers, threads, window, duration, context);
    }

    /** @param decorator called once for each {@link Gate#decideAsync}, as {@link #context} says */
    public GateSettings withContext(UnaryOperator<Runnable> decorator) {
        return new GateSettings(workers, threads, window, grace, decorator);
    }
}
