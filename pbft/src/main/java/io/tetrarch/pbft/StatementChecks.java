package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Holds what a replica signs against what it signed before, and against what that rests on. */
final class StatementChecks {
    private final ReplicaState state;
    private final Parts parts;
    private final long firstView;

    /** Own votes of the latest view, across restarts. */
    private final SlotDigests votes = new SlotDigests();

    /** Own verdicts found at recovery, on requests that were not decided then. Bound: what the log held. */
    private final TreeMap<Digest, Verdict> recovered = new TreeMap<>();

    /** The latest view whose NEW-VIEW is durable. */
    private long durableView;

    /** The latest view that a VIEW-CHANGE or a NEW-VIEW in the log led to. */
    private long latestView;

    /** Signed in this step and binding, and not persisted yet. */
    private final List<Signed<?>> unpersisted = new ArrayList<>();

    /** The latest that this step has persisted. */
    private Optional<PreparedCertificate> prepared = Optional.empty();

    private Optional<Signed<PrePrepare>> proposal = Optional.empty();

    /** The highest certificate that was ever persisted, with the COMMIT that rests on it. */
    private Optional<PreparedCertificate> highest = Optional.empty();

    private Before before;
    private boolean judged;

    StatementChecks(Parts parts) {
        this.state = parts.state();
        this.parts = parts;
        this.firstView = state.configuration.viewFrom(0);
        this.durableView = firstView;
        this.before = Before.of(state);
    }

    /** Own votes of the latest view. */
    SlotDigests votes() {
        return votes;
    }

    long latestView() {
        return latestView;
    }

    /** The highest certificate that was ever persisted. */
    Optional<PreparedCertificate> highest() {
        return highest;
    }

    /** The last certificate that this step has persisted. */
    Optional<PreparedCertificate> prepared() {
        return prepared;
    }

    void recallPrepared(PreparedCertificate certificate) {
        if (highest.isEmpty() || certificate.compareTo(highest.get()) > 0) {
            highest = Optional.of(certificate);
        }
    }

    /** A statement of this replica's from before a restart. */
    void recall(Signed<?> own) {
        switch (own.message()) {
            case Vote vote -> votes.add(vote);
            case Verdicts verdicts ->
                verdicts.verdicts().forEach(verdict -> recovered.putIfAbsent(verdict.request(), verdict));
            case ViewChange change -> latestView = Math.max(latestView, change.view());
            case Checkpoint none -> {}
            case NewView none -> {}
            case Status none -> {}
            case Relay none -> {}
            case Forward none -> {}
            case Fetch none -> {}
            case Body none -> {}
            case Committed none -> {}
            case Stable none -> {}
            case Chunk none -> {}
            case Accusation none -> {}
            case Succession none -> {}
            case Reminder none -> {}
        }
    }

    void recallNewView(long view) {
        durableView = Math.max(durableView, view);
        latestView = Math.max(latestView, view);
    }

    void recallDecided(List<Batch> batches) {
        for (Batch batch : batches) {
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case DecisionEntry decision ->
                        recovered.remove(decision.request().digest());
                    case EvidenceEntry conviction -> {}
                }
            }
        }
    }

    /** A step is held against what follows; {@code earlier} is how things were before it. */
    void begin(Before earlier, Input input, List<Signed<?>> signed) {
        before = earlier;
        judged = input instanceof Input.Judged;
        prepared = Optional.empty();
        proposal = Optional.empty();
        unpersisted.clear();
        for (Signed<?> each : signed) {
            if (binds(each.message().type())) {
                unpersisted.add(each);
            }
        }
        boolean learns = before.stage() == ReplicaReport.Stage.LEARNING && state.learning;
        boolean asks = before.stage() == ReplicaReport.Stage.ASKING && state.asking;
        if (asks) {
            // a checkpoint says what follows from what was executed, the same each time
            learns |= unpersisted.stream().anyMatch(each -> !(each.message() instanceof Checkpoint));
        }
        if (learns && !unpersisted.isEmpty()) {
            throw broken(
                    Invariant.LEARNER_SILENT,
                    "signed while it may have lost votes",
                    unpersisted.getFirst().message());
        }
    }

    /** All effects of the step were seen. */
    void end() {
        if (!unpersisted.isEmpty()) {
            throw broken(
                    Invariant.DURABLE_FIRST,
                    "signed and not persisted",
                    unpersisted.getFirst().message());
        }
    }

    /** A stable checkpoint was made the low watermark. */
    void onSnapshot() {
        votes.discardUpTo(state.lowWatermark());
    }

    private static boolean binds(MessageType type) {
        return switch (type) {
            case VERDICTS, PRE_PREPARE, PREPARE, COMMIT, CHECKPOINT, VIEW_CHANGE, NEW_VIEW -> true;
            case REQUESTS,
                    STATUS,
                    RELAY,
                    FORWARD,
                    FETCH,
                    BODY,
                    COMMITTED,
                    STABLE,
                    CHUNK,
                    ACCUSATION,
                    SUCCESSION,
                    REMINDER -> false;
        };
    }

    void onSent(Signed<?> message) {
        if (!unpersisted.isEmpty() && unpersisted.contains(message)) {
            throw broken(Invariant.DURABLE_FIRST, "sent before it is persisted", message.message());
        }
    }

    void onOwn(Signed<?> own) {
        if (!unpersisted.isEmpty() && unpersisted.remove(own)) {
            onSigned(own.message());
        }
    }

    void onEntered(Signed<NewView> entered) {
        durableView = Math.max(durableView, entered.message().view());
        unpersisted.remove(entered);
    }

    void onPrepared(PreparedCertificate certificate) {
        prepared = Optional.of(certificate);
        recallPrepared(certificate);
    }

    void onProposal(Signed<PrePrepare> accepted) {
        proposal = Optional.of(accepted);
    }

    private void onSigned(Message message) {
        switch (message) {
            case PrePrepare own -> {
                onVote(own);
                boolean far = own.sequence()
                        > state.executed + state.configuration.limits().pipelineDepth();
                if (!state.configuration.isLeader(own.view()) || far) {
                    throw broken(
                            Invariant.PROPOSAL,
                            "with seat " + state.configuration.leader(own.view()) + " leading and " + state.executed
                                    + " executed, proposed",
                            own);
                }
            }
            case Prepare own -> {
                onVote(own);
                if (!isProposed(own) && !isBase(own)) {
                    throw broken(Invariant.PREPARE_RESTS, "neither proposed nor the view's base", own);
                }
            }
            case Commit own -> {
                onVote(own);
                if (!isPrepared(own)) {
                    throw broken(Invariant.COMMIT_RESTS, "without a prepared certificate", own);
                }
            }
            case Verdicts own -> own.verdicts().forEach(this::onVerdict);
            case Checkpoint own -> onCheckpoint(own);
            case ViewChange own -> onViewChange(own);
            case NewView none -> {}
            case Status none -> {}
            case Relay none -> {}
            case Forward none -> {}
            case Fetch none -> {}
            case Body none -> {}
            case Committed none -> {}
            case Stable none -> {}
            case Chunk none -> {}
            case Accusation none -> {}
            case Succession none -> {}
            case Reminder none -> {}
        }
    }

    private void onVote(Vote vote) {
        long low = before.lowWatermark(state.configuration);
        long high = state.lowWatermark() + state.configuration.limits().window();
        if (vote.sequence() <= low || vote.sequence() > high) {
            throw broken(Invariant.VOTE_IN_WINDOW, "outside (" + low + ", " + high + "]", vote);
        }
        boolean inView = vote.view() == state.view && state.active;
        if (!inView || (vote.view() != firstView && vote.view() != durableView)) {
            throw broken(
                    Invariant.VOTE_IN_VIEW,
                    "in view " + state.view + (state.active ? "" : ", not entered,") + " with the NEW-VIEW of view "
                            + durableView + " durable",
                    vote);
        }
        if (state.closing && vote.sequence() > state.executed) {
            throw broken(Invariant.EPOCH_END, "the epoch ended with batch " + state.executed, vote);
        }
        votes.add(vote).ifPresent(standing -> {
            throw broken(Invariant.ONE_VOTE, "the slot stands for " + standing.abbreviated(), vote);
        });
    }

    private boolean isProposed(Prepare own) {
        return proposal.isPresent()
                && proposal.get().sender() == state.configuration.leader(own.view())
                && proposal.get().message().view() == own.view()
                && proposal.get().message().sequence() == own.sequence()
                && proposal.get().message().digest().equals(own.digest());
    }

    private boolean isBase(Prepare own) {
        return state.newView
                .map(signed -> NewViewBase.of(signed.message(), state.beginning()))
                .filter(base -> base.certified() && base.link().equals(new Link(own.sequence(), own.digest())))
                .isPresent();
    }

    private boolean isPrepared(Commit own) {
        return prepared.isPresent()
                && prepared.get().signers(state.configuration.leader(own.view())) >= state.quorum()
                && prepared.get().view() == own.view()
                && prepared.get().sequence() == own.sequence()
                && prepared.get().digest().equals(own.digest());
    }

    private void onVerdict(Verdict verdict) {
        boolean counted = parts.requests()
                .get(verdict.request())
                .flatMap(pending -> pending.voteOf(state.self()))
                .map(vote -> vote.verdict().equals(verdict))
                .orElse(true);
        Verdict earlier = recovered.isEmpty() ? null : recovered.get(verdict.request());
        if (!counted || (earlier != null && !earlier.equals(verdict))) {
            throw new BrokenInvariant(
                    Invariant.VERDICT_ONCE,
                    "signed " + verdict + (earlier == null ? ", after another verdict" : ", after " + earlier));
        }
    }

    /** Its own judge's answer, and no peer, made evidence against this replica: it has signed twice. */
    void onConvicted(Evidence evidence) {
        if (judged && evidence.slot().replica() == state.self()) {
            throw new BrokenInvariant(Invariant.VERDICT_ONCE, "convicted itself by " + evidence.slot());
        }
    }

    private void onCheckpoint(Checkpoint own) {
        boolean due =
                own.isLast() || own.sequence() % state.configuration.limits().checkpointInterval() == 0;
        boolean isHere = own.sequence() < state.executed
                || (own.sequence() == state.executed && own.header().equals(state.executedDigest));
        if (!due || !isHere) {
            throw broken(Invariant.STABLE_CHECKPOINT, "with " + state.executed + " executed, signed", own);
        }
    }

    private void onViewChange(ViewChange own) {
        long shown = own.stable().isPresent() ? own.stable().get().sequence() : state.configuration.startSequence();
        boolean certificate = before.highest().isEmpty()
                || (own.prepared().isPresent()
                        && own.prepared().get().compareTo(before.highest().get()) >= 0);
        if (!certificate || shown < before.lowWatermark(state.configuration)) {
            throw broken(
                    Invariant.VIEW_CHANGE_SHOWS,
                    "shows less than the stable checkpoint "
                            + before.lowWatermark(state.configuration) + " and the certificate "
                            + before.highest().map(held -> held.view() + "/" + held.sequence()),
                    own);
        }
    }

    private static BrokenInvariant broken(Invariant invariant, String found, Message what) {
        return new BrokenInvariant(invariant, found + ": " + MessageTrace.of(what));
    }
}
