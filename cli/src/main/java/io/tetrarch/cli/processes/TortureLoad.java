package io.tetrarch.cli.processes;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.Gate;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.RunFailure;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that ask all the time, and an executor that runs some of what is approved, twice. For any thread. */
final class TortureLoad {
    private static final int CALLERS = 6;
    private static final long PAUSE_MILLIS = 30;

    /** One approved action of so many is run. */
    private static final int RUN = 8;

    private static final double NANOS = 1e9;

    private final Gate gate;
    private final GuardedExecutor executor;
    private final ProofProcess proofs;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong undecided = new AtomicLong();
    private final Map<RequestId, Outcome> history = new ConcurrentHashMap<>();
    private final Map<RequestId, Integer> effects = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Ran> ran = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> callers = new ArrayList<>();
    private final Executor later = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    private volatile boolean over;
    private long lastNanos = System.nanoTime();
    private long longestNanos;

    /** What was run once, and must not be again. */
    record Ran(Action action, Decision decision) {}

    TortureLoad(Gate gate, GuardedExecutor executor, ProofProcess proofs) {
        this.gate = gate;
        this.executor = executor;
        this.proofs = proofs;
    }

    void start() {
        noteDecision();
        for (int i = 0; i < CALLERS; i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            callers.add(done);
            ask(done);
        }
    }

    private void ask(CompletableFuture<Void> done) {
        if (over) {
            done.complete(null);
            return;
        }
        Action action = action(asked.incrementAndGet());
        CompletableFuture<Void> unused = gate.decideAsync(action)
                .toCompletableFuture()
                .handle((decision, failure) -> {
                    if (failure == null) {
                        take(action, decision);
                    } else {
                        undecided.incrementAndGet();
                    }
                    return decision;
                })
                .exceptionally(failure -> {
                    violations.add("the client failed: " + failure);
                    return null;
                })
                .thenRunAsync(() -> ask(done), later);
    }

    private static Action action(long number) {
        try {
            return Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/" + number
                            + "\",\"content\":\"x\"}")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new IllegalStateException("this is an action", e);
        }
    }

    private void take(Action action, Decision decision) {
        if (decision.outcome() == Outcome.EXPIRED) {
            undecided.incrementAndGet();
        } else {
            noteDecision();
        }
        Outcome before = history.put(decision.requestId(), decision.outcome());
        if (before != null && before != decision.outcome()) {
            violations.add(
                    "request " + decision.requestId() + " was decided twice, " + before + " and " + decision.outcome());
        }
        try {
            proofs.give(ProofFile.write(decision.proof()));
        } catch (IOException e) {
            violations.add("the verifier of proofs is gone: " + e.getMessage());
        }
        if (decision.isApproved() && asked.get() % RUN == 0) {
            runTwice(action, decision);
        }
    }

    private void runTwice(Action action, Decision decision) {
        if (run(executor, action, decision)) {
            ran.add(new Ran(action, decision));
            if (run(executor, action, decision)) {
                violations.add("request " + decision.requestId() + " was run twice");
            }
        }
    }

    /** Whether it ran. */
    private boolean run(GuardedExecutor by, Action action, Decision decision) {
        try {
            Execution<Integer> execution =
                    by.run(action, decision.proof(), approved -> effects.merge(decision.requestId(), 1, Integer::sum));
            return execution instanceof Execution.Ran<Integer>;
        } catch (RunFailure e) {
            violations.add("the executor failed: " + e.getMessage());
            return false;
        }
    }

    private synchronized void noteDecision() {
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - lastNanos);
        lastNanos = now;
    }

    /** Decided so far, expired ones not counted. */
    long decisions() {
        return history.size();
    }

    long undecided() {
        return undecided.get();
    }

    /** In seconds, the longest time in which nothing was decided. */
    synchronized double longestOutage() {
        return Math.max(longestNanos, over ? 0 : System.nanoTime() - lastNanos) / NANOS;
    }

    Map<RequestId, Outcome> history() {
        return history;
    }

    long runs() {
        return ran.size();
    }

    /** Callers end after what they are at; whether all did in time. */
    boolean end(Duration patience) throws InterruptedException {
        synchronized (this) {
            longestNanos = Math.max(longestNanos, System.nanoTime() - lastNanos);
            over = true;
        }
        try {
            CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("callers only end", e);
        }
    }

    /** Whatever ran is tried again by an executor that has begun since then; and what was broken so far, a line each. */
    List<String> violations(GuardedExecutor later) {
        for (Ran each : ran) {
            if (run(later, each.action(), each.decision())) {
                violations.add("request " + each.decision().requestId() + " was run again after a restart");
            }
        }
        effects.forEach((request, count) -> {
            if (count > 1) {
                violations.add("request " + request + " had its effect " + count + " times");
            }
        });
        return List.copyOf(violations);
    }
}
