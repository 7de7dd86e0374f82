package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import java.util.Optional;

/**
 * Makes up for lost messages: replicas tell each other at intervals where they stand, and send again what the other
 * lacks. Bound: one answer to a peer's STATUS, and {@link #ANSWERS_PER_TICK} answers to its fetches, per interval.
 */
final class CatchUp {
    static final int ANSWERS_PER_TICK = 64;
    private static final int RESENT_REQUESTS_PER_TICK = 32;
    private static final int OLDEST_RESENT_PER_TICK = 16;
    private static final int FETCHED_REQUESTS_PER_SENDER_AND_TICK = 8;
    private static final int FETCH_GIVE_UP_TICKS = 20;
    private static final long RESEND_CAP_TICKS = 32;

    private final ReplicaState state;
    private final Parts parts;
    private final Bodies bodies;
    private final Checkpoints checkpoints;
    private final NormalCase normalCase;
    private final ViewChanges viewChanges;
    private final Enquiry enquiry;
    private final Learner learner;
    private final boolean[] statusAnswered;
    private final boolean[] askedAgain;

    /** By their last STATUS. */
    private final boolean[] learningPeers;

    private final int[] fetchesAnswered;
    private long tick;
    private Optional<Digest> wantedBody = Optional.empty();
    private Digest lastResent = Digest.ZERO;
    private int nextPeer;

    CatchUp(
            Parts parts,
            Bodies bodies,
            Checkpoints checkpoints,
            NormalCase normalCase,
            ViewChanges viewChanges,
            Learner learner) {
        this.state = parts.state();
        this.parts = parts;
        this.bodies = bodies;
        this.checkpoints = checkpoints;
        this.normalCase = normalCase;
        this.viewChanges = viewChanges;
        this.learner = learner;
        this.enquiry = new Enquiry(parts, normalCase, viewChanges, checkpoints);
        this.statusAnswered = new boolean[state.configuration.replicas()];
        this.learningPeers = new boolean[state.configuration.replicas()];
        this.askedAgain = new boolean[state.configuration.replicas()];
        this.fetchesAnswered = new int[state.configuration.replicas()];
        this.nextPeer = state.self();
    }

    /** The first STATUS goes out at once if it asks something. */
    void begin() {
        enquiry.begin();
        start(asks() ? 0 : state.configuration.timeouts().statusMillis());
    }

    private void start(long delayMillis) {
        state.out.add(new Effect.StartTimer(Timer.STATUS, delayMillis));
    }

    /** Who may have lost votes and gives none, as far as it is known here. */
    boolean isLearning(int replica) {
        return replica == state.self() ? state.learning : learningPeers[replica];
    }

    Enquiry enquiry() {
        return enquiry;
    }

    private boolean asks() {
        return state.challenge != 0 && (state.asking || learner.isAsking());
    }

    private Status status() {
        return new Status(
                state.view,
                state.active,
                state.lowWatermark(),
                state.executed,
                asks() ? state.challenge : 0,
                state.learning);
    }

    void onTick() {
        tick++;
        for (int peer = 0; peer < statusAnswered.length; peer++) {
            statusAnswered[peer] = false;
            askedAgain[peer] = false;
            fetchesAnswered[peer] = 0;
        }
        enquiry.onTick();
        state.out.add(new Effect.Broadcast(state.out.sign(status())));
        viewChanges.ownChange().ifPresent(change -> state.out.add(new Effect.Broadcast(change)));
        resendPending();
        parts.requests()
                .orphans()
                .overdue(FETCHED_REQUESTS_PER_SENDER_AND_TICK, FETCH_GIVE_UP_TICKS)
                .forEach((request, holder) -> state.out.send(holder, new Fetch(new Fetch.WantedRequest(request))));
        fetchMissingBody();
        start(state.configuration.timeouts().statusMillis());
    }

    /**
     * Requests that wait longer than expected: some peer may lack the request, or this replica's verdict. The oldest that
     * the leader owes come first, since the view timer runs for them, and a leader that lacks them is not to blame; the
     * others in turn, going on behind the last one served, so that many stuck ones shut none out.
     */
    private void resendPending() {
        int budget = RESENT_REQUESTS_PER_TICK;
        int owed = 0;
        for (Pending oldest : parts.requests().ripe()) {
            if (owed++ == OLDEST_RESENT_PER_TICK) {
                break;
            }
            if (oldest.isResendDue(tick, RESEND_CAP_TICKS)) {
                budget--;
                resend(oldest);
            }
        }
        for (Pending pending : parts.requests().pendingFrom(lastResent)) {
            if (budget > 0 && pending.isResendDue(tick, RESEND_CAP_TICKS)) {
                budget--;
                lastResent = pending.request().digest();
                resend(pending);
            }
        }
    }

    private void resend(Pending pending) {
        for (int peer = 0; peer < statusAnswered.length; peer++) {
            if (peer != state.self() && pending.voteOf(peer).isEmpty()) {
                state.out.send(peer, new Relay(pending.request()));
            }
        }
        pending.own().filter(own -> pending.isOwnDue(tick)).ifPresent(this::resendOwn);
    }

    /** Many requests may share a message of verdicts: it goes out once for all of them. */
    private void resendOwn(Signed<Verdicts> own) {
        state.out.add(new Effect.Broadcast(own));
        for (Verdict verdict : own.message().verdicts()) {
            parts.requests().get(verdict.request()).ifPresent(each -> each.ownResent(tick));
        }
    }

    /** Asks f+1 peers at a time, others each time, for the next body that is missing. */
    void fetchMissingBody() {
        wantedBody = parts.execution().missingBody();
        wantedBody.ifPresent(digest -> {
            for (int asked = 0; asked < state.configuration.weakQuorum(); asked++) {
                do {
                    nextPeer = (nextPeer + 1) % state.configuration.replicas();
                } while (nextPeer == state.self());
                state.out.send(nextPeer, new Fetch(new Fetch.WantedBatch(digest)));
            }
        });
    }

    boolean isWanted(Digest body) {
        return wantedBody.equals(Optional.of(body));
    }

    Optional<Rejection> onBody(Body body) {
        Batch batch = body.batch();
        if (!isWanted(batch.digest())) {
            return Optional.of(Rejection.UNASKED);
        }
        if (!batch.isWhole()) {
            return Optional.of(Rejection.BAD_BATCH);
        }
        bodies.put(batch);
        parts.chain().completeIfPossible();
        fetchMissingBody();
        return Optional.empty();
    }

    /** A request that a peer passed on. */
    Optional<Rejection> onRelay(Relay relay) {
        return parts.requests().admitRelayed(relay.request());
    }

    Optional<Rejection> onFetch(int sender, Fetch fetch) {
        if (++fetchesAnswered[sender] > ANSWERS_PER_TICK) {
            return Optional.of(Rejection.OVER_BOUND);
        }
        switch (fetch.wanted()) {
            case Fetch.WantedBatch wanted ->
                bodies.get(wanted.digest())
                        .or(() -> parts.execution().executedBatch(wanted.digest()))
                        .ifPresent(batch -> state.out.send(sender, new Body(batch)));
            case Fetch.WantedRequest wanted ->
                parts.requests()
                        .get(wanted.digest())
                        .ifPresent(pending -> state.out.send(sender, new Relay(pending.request())));
            case Fetch.WantedProposal wanted ->
                normalCase
                        .proposalAt(wanted.sequence())
                        .filter(proposal -> proposal.message().view() == wanted.view())
                        .ifPresent(proposal -> state.out.send(sender, new Forward(proposal)));
            case Fetch.WantedChunk wanted -> sendChunk(sender, wanted);
        }
        return Optional.empty();
    }

    /** A piece of the state; or, if the checkpoint is passed, the certificate of the one that took its place. */
    private void sendChunk(int sender, Fetch.WantedChunk wanted) {
        Optional<Chunk> chunk = state.snapshotAt(wanted.sequence()).flatMap(held -> held.chunk(wanted.index()));
        if (chunk.isPresent()) {
            state.out.send(sender, chunk.get());
        } else if (wanted.sequence() < state.lowWatermark()) {
            state.stable.ifPresent(certificate -> state.out.send(sender, new Stable(certificate)));
        }
    }

    /** Sends a peer what it lacks by its own account. */
    Optional<Rejection> onStatus(int sender, Status status) {
        learningPeers[sender] = status.learning();
        if (statusAnswered[sender]) {
            return Optional.of(Rejection.OVER_BOUND);
        }
        statusAnswered[sender] = true;
        // Reached here or not: those that took the checkpoint may lack a vote for it that is lost for good.
        Optional<CheckpointCertificate> highest = checkpoints.highestKnown();
        if (highest.isPresent() && highest.get().sequence() > status.stable()) {
            state.out.send(sender, new Stable(highest.get()));
        }
        if (status.executed() < state.executed) {
            parts.execution()
                    .since(
                            status.executed(),
                            status.stable(),
                            state.configuration.limits().batchBytes())
                    .ifPresent(committed -> state.out.send(sender, committed));
        }
        for (Signed<Checkpoint> checkpoint : checkpoints.unstable()) {
            if (checkpoint.message().sequence() > status.stable()) {
                state.out.add(new Effect.Send(sender, checkpoint));
            }
        }
        boolean lacksView = status.view() < state.view || (status.view() == state.view && !status.active());
        if (lacksView) {
            state.newView.ifPresent(newView -> {
                if (newView.sender() == state.self()) {
                    state.out.add(new Effect.Send(sender, newView));
                } else {
                    state.out.send(sender, new Forward(newView));
                }
            });
        } else if (status.view() == state.view && state.active) {
            parts.own().above(status.executed()).forEach(vote -> state.out.add(new Effect.Send(sender, vote)));
        }
        if (status.challenge() != 0) {
            state.out.send(sender, enquiry.answer(sender, status));
        }
        askAgain(sender);
        return Optional.empty();
    }

    /** A peer that has not answered may not have been there when it was asked: now it is. */
    private void askAgain(int peer) {
        if (asks() && !enquiry.hasAnswered(peer) && !askedAgain[peer]) {
            askedAgain[peer] = true;
            state.out.send(peer, status());
        }
    }
}
