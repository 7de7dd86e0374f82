package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Digest;
import java.util.Optional;

/**
 * The view timer (paper, sections 4.4 and 4.5.2). It runs only while this replica waits for something that the leader
 * owes: a settled request that is not executed, a batch in flight, or, once 2f+1 replicas have left, the NEW-VIEW. It is
 * bound to the oldest of these, so that progress elsewhere does not excuse a leader that passes one request over.
 */
final class ViewTimer {
    /** What the timer runs for. */
    private record Owed(long view, Digest what) {}

    private static final int MAX_DOUBLINGS = 30;

    private final ReplicaState state;
    private final Chain chain;
    private final RequestPool requests;
    private final ViewChanges viewChanges;
    private Optional<Owed> running = Optional.empty();

    ViewTimer(Parts parts, ViewChanges viewChanges) {
        this.state = parts.state();
        this.chain = parts.chain();
        this.requests = parts.requests();
        this.viewChanges = viewChanges;
    }

    /** Starts, leaves or stops the timer by what is owed now. */
    void refresh() {
        Optional<Owed> owed = owed();
        if (owed.equals(running)) {
            return;
        }
        running = owed;
        state.out.add(
                owed.isPresent()
                        ? new Effect.StartTimer(Timer.VIEW, timeoutMillis())
                        : new Effect.StopTimer(Timer.VIEW));
    }

    /** What it runs for; empty while it stands still. */
    Optional<Digest> runsFor() {
        return running.map(Owed::what);
    }

    private Optional<Owed> owed() {
        boolean stateless = state.executed < state.configuration.startSequence();
        if (state.isSilent() || stateless) {
            return Optional.empty();
        }
        if (!state.active) {
            return viewChanges.isNewViewDue() ? Optional.of(new Owed(state.view, Digest.ZERO)) : Optional.empty();
        }
        for (Pending oldest : requests.ripe()) {
            return Optional.of(new Owed(state.view, oldest.request().digest()));
        }
        return chain.inFlight() > 0 ? Optional.of(new Owed(state.view, state.executedDigest)) : Optional.empty();
    }

    /** The timeout doubles with every view change that brought no progress, up to its cap. */
    private long timeoutMillis() {
        Timeouts timeouts = state.configuration.timeouts();
        int doublings = Math.min(Math.max(state.failedViews - 1, 0), MAX_DOUBLINGS);
        return Math.min(timeouts.viewMillis() << doublings, timeouts.viewCapMillis());
    }

    void onFired() {
        if (running.isPresent()) {
            running = Optional.empty();
            viewChanges.start(state.configuration.viewFrom(state.view + 1));
        }
    }
}
