package io.tetrarch.node.replica;

import io.tetrarch.pbft.ReplicaReport;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Those who want to know what a replica is at: it answers them between two turns, on its own thread. */
final class Inquiries {
    private static final long PATIENCE_MILLIS = 2_000;

    private final Queue<CompletableFuture<Optional<ReplicaReport>>> open = new ConcurrentLinkedQueue<>();

    /**
     * Asks, and waits for the answer.
     *
     * @param wake has the replica take a turn
     * @return empty if the replica hangs, or is too broken to be looked at
     */
    Optional<ReplicaReport> ask(Runnable wake) throws InterruptedException {
        CompletableFuture<Optional<ReplicaReport>> inquiry = new CompletableFuture<>();
        open.add(inquiry);
        wake.run();
        try {
            return inquiry.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an inquiry does not fail", e);
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    void answer(Supplier<Optional<ReplicaReport>> report) {
        CompletableFuture<Optional<ReplicaReport>> next = open.poll();
        while (next != null) {
            next.complete(told(report));
            next = open.poll();
        }
    }

    /** What a step that broke left behind may be in no state to be copied. */
    private static Optional<ReplicaReport> told(Supplier<Optional<ReplicaReport>> report) {
        try {
            return report.get();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
