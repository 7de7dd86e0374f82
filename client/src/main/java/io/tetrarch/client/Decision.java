package io.tetrarch.client;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.group.Group;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/** What a group decided on one request, as the client that asked has checked it. */
public final class Decision {
    private final Group group;
    private final DecidedEntry decided;
    private final LongFunction<List<DecisionProof.Amendment>> amendments;
    private final IntFunction<JudgeReason.Advice> advice;

    /** @param amendments finds what led to a charter's version */
    public Decision(Group group, DecidedEntry decided, LongFunction<List<DecisionProof.Amendment>> amendments) {
        this(group, decided, amendments, replica -> JudgeReason.Advice.NONE);
    }

    /**
     * @param amendments finds what led to a charter's version
     * @param advice what the judge of a replica said besides its verdict
     */
    public Decision(
            Group group,
            DecidedEntry decided,
            LongFunction<List<DecisionProof.Amendment>> amendments,
            IntFunction<JudgeReason.Advice> advice) {
        this.group = group;
        this.decided = decided;
        this.amendments = amendments;
        this.advice = advice;
    }

    /** What the group decided. Whether it lets the action run now, its proof says. */
    public Outcome outcome() {
        return decided.entry().outcome();
    }

    /** Whether it is APPROVED. */
    public boolean isApproved() {
        return outcome() == Outcome.APPROVED;
    }

    /** With its action. */
    public SignedRequest request() {
        return decided.entry().request();
    }

    /** By which the client that asked tells its requests apart. */
    public RequestId requestId() {
        return request().id();
    }

    /** SHA3-256 of the canonical action. */
    public Digest actionHash() {
        return request().request().actionHash();
    }

    /** Those that justify the outcome, in the order of their replicas. */
    public List<VerdictVote> verdicts() {
        return decided.entry().verdicts();
    }

    /** Why each of these judges answered so, in the same order; what of it the proof covers, {@link JudgeReason} says. */
    public List<JudgeReason> reasons() {
        return verdicts().stream()
                .map(vote -> JudgeReason.of(
                        group.replicaNames().get(vote.replica()), vote.verdict(), advice.apply(vote.replica())))
                .toList();
    }

    /** The view that the certificate is of. */
    public long view() {
        return decided.certificate().commit().view();
    }

    /** The sequence of the certified header; the entry's own batch may have a lower one. */
    public long sequence() {
        return decided.certificate().sequence();
    }

    /** The index of the view's leader. */
    public int leader() {
        return (int) (view() % group.replicas().size());
    }

    /** Replicas that prepared the header, as far as the one that answered saw. */
    public int prepares() {
        return decided.prepares();
    }

    /** Replicas whose commits are in the certificate. */
    public int commits() {
        return decided.certificate().signatures().count();
    }

    /** The indexes of these, in ascending order. */
    public List<Integer> committed() {
        return List.copyOf(decided.certificate().signatures().bySigner().keySet());
    }

    /** Replicas that it takes to decide, 2f+1. */
    public int quorum() {
        return group.quorum();
    }

    /** Of the entry, from 0. */
    public long ledgerIndex() {
        return decided.index();
    }

    /** From asking to knowing. */
    public Duration elapsed() {
        return Duration.ofNanos(decided.elapsedNanos());
    }

    /**
     * What proves this to anyone who has the group file; put together anew at each call.
     *
     * @throws java.io.UncheckedIOException if the disk fails that holds the decisions on the charter
     */
    public DecisionProof proof() {
        return DecisionProof.of(group, decided.entry(), decided.inclusion(), decided.header(), decided.certificate())
                .with(amendments.apply(request().request().terms().charterVersion()));
    }

    @Override
    public String toString() {
        return decided.entry() + " at " + sequence();
    }
}
