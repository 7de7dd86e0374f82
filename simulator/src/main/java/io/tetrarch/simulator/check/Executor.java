package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Merkle;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.simulator.key.KeyAuthority;

/**
 * S2: no action runs without a valid proof over its exact bytes. Checks what is executed as an executor would that
 * trusts no replica: the certificate, the chain, the client's signature, the action's hash, and that the outcome follows
 * from signed verdicts. Shares no code with the core's own checks.
 */
public final class Executor implements Checker {
    private final Facts facts;
    private final Findings findings;
    private long checkedUpTo;

    public Executor(Facts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        checkCertificate(replica, execute);
        for (Batch batch : execute.batches()) {
            if (batch.sequence() <= checkedUpTo) {
                continue;
            }
            checkedUpTo = batch.sequence();
            if (!batch.isWhole()) {
                findings.violated("S2", replica, batch.header() + " names other entries than were executed");
            }
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case DecisionEntry decision ->
                        check(replica, facts.notaryAt(batch.sequence()), decision, latestWallMillis);
                    case EvidenceEntry ignored -> {}
                }
            }
        }
    }

    @Override
    public void remembered(int replica, Effect.Execute execute, long latestWallMillis) {
        executed(replica, execute, latestWallMillis);
    }

    private void checkCertificate(int replica, Effect.Execute execute) {
        KeyAuthority notary = facts.notaryAt(execute.certificate().sequence());
        int good = notary.accepted(
                execute.certificate().commit(), execute.certificate().signatures());
        if (good < facts.quorum()) {
            findings.violated("S2", replica, "executed on a certificate with " + good + " good signatures");
        }
        Batch last = execute.batches().getLast();
        if (!last.digest().equals(execute.certificate().digest())) {
            findings.violated("S2", replica, "the certificate names another header than " + last.header());
        }
    }

    private void check(int replica, KeyAuthority notary, DecisionEntry decision, long latestWallMillis) {
        if (!decision.request().isWhole() || !notary.accepts(decision.request())) {
            findings.violated("S2", replica, "a request that its client never signed was decided: " + decision);
        }
        long seen = 0;
        int approving = 0;
        int denying = 0;
        int previous = -1;
        for (VerdictVote vote : decision.verdicts()) {
            if (vote.replica() <= previous) {
                findings.violated("S2", replica, "verdicts are out of order, or one replica's twice, in " + decision);
                return;
            }
            previous = vote.replica();
            if ((seen >>> vote.replica() & 1) == 1 || !isGood(notary, decision, vote)) {
                findings.violated("S2", replica, "a verdict without a good signature justifies " + decision);
                return;
            }
            seen |= 1L << vote.replica();
            approving += vote.verdict().answer() == Answer.APPROVE ? 1 : 0;
            denying += vote.verdict().answer() == Answer.DENY ? 1 : 0;
        }
        int others = Long.bitCount(seen) - approving;
        int faulty = new GroupSize(facts.replicas()).faulty();
        boolean follows = switch (decision.outcome()) {
            case APPROVED -> approving >= facts.quorum();
            case DENIED -> denying > faulty || others > facts.replicas() - facts.quorum();
            case EXPIRED ->
                latestWallMillis >= decision.request().request().validity().deadlineMillis();
        };
        if (!follows) {
            String how = decision.outcome() == Outcome.EXPIRED
                    ? "before its deadline"
                    : "by " + approving + " to " + denying;
            findings.violated("S2", replica, decision + " was decided " + how);
        }
    }

    private boolean isGood(KeyAuthority notary, DecisionEntry decision, VerdictVote vote) {
        return vote.replica() >= 0
                && vote.replica() < facts.replicas()
                && vote.verdict().request().equals(decision.request().digest())
                && Merkle.rootOf(vote.verdict().digest(), vote.path())
                        .map(root -> notary.accepts(vote.replica(), new Verdicts.Root(root), vote.signature()))
                        .orElse(false);
    }
}
