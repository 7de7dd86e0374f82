package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a replica, held against it at the end of every step, in production too: an error in the core stops
 * the replica before anything of that step is persisted or sent. A check looks at what the step has changed, and at its
 * effects, so that its cost follows the step and not the window. What it compares with it remembers itself, and quorums
 * it counts itself, so that a part of the core that forgets or miscounts is found out.
 *
 * <p>{@link Invariant} says what is checked. I17 and I25 to I29 are checked where they matter, amid a step.
 */
final class Invariants {
    private final ReplicaState state;
    private final Parts parts;
    private final Bodies bodies;
    private final ViewChanges viewChanges;
    private final StatementChecks statements;
    private final EffectChecks effectChecks;
    private final long firstView;
    private Before before;
    private Link tip;
    private Optional<Signed<NewView>> newView = Optional.empty();

    Invariants(Parts parts, Bodies bodies, ViewChanges viewChanges) {
        this.state = parts.state();
        this.parts = parts;
        this.bodies = bodies;
        this.viewChanges = viewChanges;
        this.firstView = state.configuration.viewFrom(0);
        this.statements = new StatementChecks(parts);
        this.effectChecks = new EffectChecks(state, statements);
        this.before = Before.of(state);
        this.tip = parts.chain().tip();
    }

    /**
     * Holds the replica against its invariants after a step on {@code input}.
     *
     * @param effects of the step
     * @param signed in the step
     * @throws BrokenInvariant if one of them does not hold
     */
    void check(Input input, List<Effect> effects, List<Signed<?>> signed) {
        checkInput(input);
        boolean still = before.isStill(state);
        if (!still) {
            checkProgress();
        }
        checkView();
        if (!still || !effects.isEmpty() || !signed.isEmpty()) {
            statements.begin(before, input, signed);
            effectChecks.check(before, input, effects);
            statements.end();
            statements.prepared().ifPresent(this::checkHighest);
            checkBodies();
        }
        checkChain();
        checkViewTimer();
        if (!still) {
            before = Before.of(state);
        }
    }

    private void checkInput(Input input) {
        switch (input) {
            case Input.Received received -> {
                if (received.message().signed().message() instanceof Relay relay) {
                    checkPending(relay.request());
                }
            }
            case Input.Submitted submitted -> checkPending(submitted.request().signed());
            case Input.Judged judged -> {}
            case Input.TimerFired fired -> effectChecks.onFired(fired.timer());
            case Input.Recovered recovered -> checkRecovered(recovered);
        }
    }

    private static BrokenInvariant broken(Invariant invariant, String found) {
        return new BrokenInvariant(invariant, found);
    }

    /** What was persisted before the restart binds after it. */
    private void checkRecovered(Input.Recovered input) {
        List<Stored> stored = input.stored();
        for (Stored record : stored.subList(Recovery.beginning(state.configuration, stored), stored.size())) {
            switch (record) {
                case Stored.Own own -> statements.recall(own.message());
                case Stored.Entered entered ->
                    statements.recallNewView(entered.newView().message().view());
                case Stored.Prepared prepared -> statements.recallPrepared(prepared.certificate());
                case Stored.Executed executed -> statements.recallDecided(executed.batches());
                case Stored.Proposal proposal -> {}
                case Stored.Body body -> {}
                case Stored.Snapshot snapshot -> {}
                case Stored.Learning learning -> {}
                case Stored.Epoch epoch -> {}
                case Stored.Conviction conviction -> {}
            }
        }
        if (state.view < statements.latestView()) {
            throw broken(
                    Invariant.VIEW_FORWARD,
                    "recovered in view " + state.view + ", after view " + statements.latestView());
        }
        statements.highest().ifPresent(this::checkHighest);
    }

    private void checkProgress() {
        boolean moved = state.view != before.view();
        if (moved && (state.view < before.view() || !state.configuration.hasLeader(state.view))) {
            throw broken(
                    Invariant.VIEW_FORWARD,
                    "the view is " + state.view + " after " + before.view() + ", with the seats "
                            + state.configuration.epoch().vacant() + " vacant");
        }
        before.highest().ifPresent(this::checkHighest);
        if (!before.stable().equals(state.stable)) {
            state.stable.ifPresent(this::checkStable);
        }
        long low = state.lowWatermark();
        boolean above = state.executed >= low || state.executed < state.configuration.startSequence();
        if (low < before.lowWatermark(state.configuration)
                || !above
                || state.executed > low + state.configuration.limits().window()) {
            throw broken(
                    Invariant.WATERMARKS,
                    "executed " + state.executed + ", with a low watermark of " + low + " after "
                            + before.lowWatermark(state.configuration) + " and a window of "
                            + state.configuration.limits().window());
        }
    }

    /** Mostly the very same certificate is held as before. */
    @SuppressWarnings("ReferenceEquality")
    private void checkHighest(PreparedCertificate earlier) {
        PreparedCertificate now = state.highest.orElse(null);
        boolean kept = now == earlier
                || (now != null
                        && (now.compareTo(earlier) > 0
                                || (now.compareTo(earlier) == 0 && now.digest().equals(earlier.digest()))));
        if (!kept) {
            throw broken(
                    Invariant.HIGHEST_KEPT,
                    "the highest certificate is " + (now == null ? "none" : slot(now)) + " after " + slot(earlier));
        }
    }

    private static String slot(PreparedCertificate certificate) {
        return "view " + certificate.view() + " sequence " + certificate.sequence() + " "
                + certificate.digest().abbreviated();
    }

    private void checkStable(CheckpointCertificate certificate) {
        boolean due = certificate.checkpoint().isLast()
                || certificate.sequence() % state.configuration.limits().checkpointInterval() == 0;
        if (!due || certificate.signatures().count() < state.quorum()) {
            throw broken(
                    Invariant.STABLE_CHECKPOINT,
                    "the stable checkpoint " + certificate.sequence() + " is signed by "
                            + certificate.signatures().bySigner().keySet() + ", with an interval of "
                            + state.configuration.limits().checkpointInterval());
        }
    }

    private void checkView() {
        boolean another = !newView.equals(state.newView);
        if (!another && state.view == before.view() && state.active == before.active()) {
            return;
        }
        boolean holds = state.newView
                .map(signed -> state.active
                        && signed.message().view() == state.view
                        && signed.sender() == state.leader()
                        && (!another || hasQuorum(signed.message())))
                .orElse(!state.active || state.view == firstView);
        if (!holds) {
            throw broken(
                    Invariant.NEW_VIEW,
                    "view " + state.view + " is " + (state.active ? "active" : "awaited") + " with the NEW-VIEW "
                            + state.newView.map(signed -> signed.message().view() + " by " + signed.sender() + " from "
                                    + signed.message().viewChanges().stream()
                                            .map(change -> change.sender()
                                                    + ":"
                                                    + change.message().view())
                                            .toList()));
        }
        newView = state.newView;
    }

    private boolean hasQuorum(NewView entered) {
        long senders = entered.viewChanges().stream()
                .filter(change -> change.message().view() == entered.view())
                .map(Signed::sender)
                .distinct()
                .count();
        return senders == state.quorum() && senders == entered.viewChanges().size();
    }

    /** From the tip down to where the chain was checked before, or to the first body that is missing. */
    @SuppressWarnings("ReferenceEquality")
    private void checkChain() {
        Link now = parts.chain().tip();
        if (now.sequence() < state.executed) {
            throw unlinked(now, "lies below the executed batch " + state.executed);
        }
        // Mostly it is the very same one.
        if (now == tip) {
            return;
        }
        Link at = now;
        while (at.sequence() > state.executed && !at.equals(tip)) {
            Optional<Batch> batch = bodies.get(at.digest());
            if (batch.isEmpty()) {
                break;
            }
            Link parent = new Link(at.sequence() - 1, batch.get().header().parent());
            Digest below = parent.sequence() == state.executed
                    ? state.executedDigest
                    : parts.chain().at(parent.sequence()).orElse(parent.digest());
            if (batch.get().sequence() != at.sequence() || !below.equals(parent.digest())) {
                throw unlinked(
                        at,
                        "names " + parent.digest().abbreviated() + " as its parent, below it stands "
                                + below.abbreviated());
            }
            at = parent;
        }
        tip = now;
    }

    private static BrokenInvariant unlinked(Link at, String why) {
        return broken(
                Invariant.CHAIN_LINKED,
                "the batch " + at.sequence() + " " + at.digest().abbreviated() + " " + why);
    }

    /** Only a request that comes in can be one too many. */
    private void checkPending(SignedRequest request) {
        int most = RequestPool.ROOM_FOR_BACKED * state.configuration.limits().pendingRequests();
        int mostOfClient =
                RequestPool.ROOM_FOR_BACKED * state.configuration.limits().pendingPerClient();
        Digest client = request.request().id().client();
        int all = parts.requests().size();
        int ofClient = parts.requests().size(client);
        long mostBytes =
                RequestPool.ROOM_FOR_BACKED * state.configuration.limits().pendingBytes();
        if (parts.requests().bytes() > mostBytes) {
            throw broken(
                    Invariant.BOUNDS, parts.requests().bytes() + " bytes of pending actions of at most " + mostBytes);
        }
        if (all > most || ofClient > mostOfClient) {
            throw broken(
                    Invariant.BOUNDS,
                    all + " pending requests of at most " + most + ", " + ofClient + " of the client "
                            + client.abbreviated() + " of at most " + mostOfClient);
        }
    }

    private void checkBodies() {
        if (bodies.size() > bodies.bound()) {
            throw broken(Invariant.BOUNDS, bodies.size() + " bodies of batches of at most " + bodies.bound());
        }
    }

    private void checkViewTimer() {
        if (state.ended) {
            return;
        }
        boolean owed = !state.isSilent()
                && (state.active
                        ? !parts.requests().ripe().isEmpty() || parts.chain().inFlight() > 0
                        : viewChanges.isNewViewDue())
                && state.executed >= state.configuration.startSequence();
        if (owed != effectChecks.viewTimerRuns()) {
            throw broken(
                    Invariant.VIEW_TIMER,
                    "the view timer " + (owed ? "stands still" : "runs") + " in view " + state.view + " with "
                            + parts.requests().ripe().size() + " settled requests and "
                            + parts.chain().inFlight() + " batches in flight");
        }
    }
}
