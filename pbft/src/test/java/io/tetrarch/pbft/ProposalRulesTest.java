package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backup refuses to prepare; whoever leads. */
final class ProposalRulesTest {
    private final Cluster cluster = new Cluster(4);
    private final SignedRequest request = cluster.request(1);

    private List<Effect> propose(Batch batch) {
        return cluster.receive(1, signed(0, new PrePrepare(0, batch)));
    }

    private void assertRefused(Batch batch, Rejection reason) {
        assertThat(propose(batch)).containsExactly(new Effect.Drop(0, reason));
    }

    private static Batch onGenesis(DecisionEntry... entries) {
        return Forge.batch(Forge.GENESIS, Forge.emptyLedger(), entries);
    }

    private boolean prepared(long sequence) {
        return cluster.seen(1, Effect.Broadcast.class).stream()
                .anyMatch(broadcast -> broadcast.message().message() instanceof io.tetrarch.pbft.message.Prepare prepare
                        && prepare.sequence() == sequence);
    }

    @Test
    void aBatchOnAnotherParent() {
        assertRefused(
                Forge.batch(new Link(0, Digest.ZERO), Forge.emptyLedger(), Forge.approved(request)),
                Rejection.BAD_BATCH);
    }

    @Test
    void aBatchWhoseLedgerRootIsNotTheOneThatFollows() {
        Batch good = onGenesis(Forge.approved(request));
        Header header = good.header();
        Header lying = new Header(1, header.parent(), header.entriesRoot(), header.ledgerSize(), Digest.ZERO);
        assertRefused(new Batch(lying, good.entries()), Rejection.BAD_BATCH);
    }

    @Test
    void aBatchWhoseEntriesAreNotTheOnesNamed() {
        Batch good = onGenesis(Forge.approved(request));
        assertRefused(new Batch(good.header(), List.of(Forge.approved(cluster.request(2)))), Rejection.BAD_BATCH);
    }

    @Test
    void anEmptyBatch() {
        assertRefused(onGenesis(), Rejection.BAD_BATCH);
    }

    @Test
    void aBatchOverItsBounds() {
        DecisionEntry[] entries = new DecisionEntry[Cluster.LIMITS.batchEntries() + 1];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Forge.approved(cluster.request(i + 1));
        }
        assertRefused(onGenesis(entries), Rejection.BAD_BATCH);
    }

    @Test
    void anApprovalByFewerThanAQuorum() {
        assertRefused(onGenesis(Forge.entry(request, Outcome.APPROVED, Answer.APPROVE, 0, 2)), Rejection.BAD_ENTRY);
    }

    @Test
    void anApprovalThatTheVerdictsDeny() {
        assertRefused(onGenesis(Forge.entry(request, Outcome.APPROVED, Answer.DENY, 0, 1, 2)), Rejection.BAD_ENTRY);
    }

    /** monad#2086: one voice three times. */
    @Test
    void oneReplicasVerdictThreeTimes() {
        assertRefused(onGenesis(Forge.entry(request, Outcome.APPROVED, Answer.APPROVE, 2, 2, 2)), Rejection.BAD_ENTRY);
    }

    /** agenta#4854 in the core: verdicts on another request carry nothing over. */
    @Test
    void verdictsOnAnotherRequest() {
        DecisionEntry other = Forge.approved(cluster.request(2));
        assertRefused(onGenesis(new DecisionEntry(request, Outcome.APPROVED, other.verdicts())), Rejection.BAD_ENTRY);
    }

    /** Neither codec nor verifier takes them, so what a quorum decided could not be kept or proven. */
    @Test
    void verdictsOutOfOrder() {
        assertRefused(onGenesis(Forge.entry(request, Outcome.APPROVED, Answer.APPROVE, 2, 0, 1)), Rejection.BAD_ENTRY);
    }

    @Test
    void aRequestTwiceInABatch() {
        assertRefused(onGenesis(Forge.approved(request), Forge.approved(request)), Rejection.BAD_ENTRY);
    }

    @Test
    void aRequestOfAnAncestorInFlight() {
        Batch one = onGenesis(Forge.approved(request));
        propose(one);
        assertRefused(
                Forge.batch(Forge.link(one), Forge.emptyLedger().append(one.entries()), Forge.approved(request)),
                Rejection.BAD_ENTRY);
    }

    @Test
    void aRequestThatWasExecuted() {
        cluster.submit(request);
        cluster.settle();
        Batch done = cluster.seen(1, Effect.Execute.class).getFirst().batches().getFirst();
        cluster.forget();
        assertRefused(
                Forge.batch(Forge.link(done), cluster.services.get(1).ledger(), Forge.approved(request)),
                Rejection.BAD_ENTRY);
    }

    @Test
    void anExpiryBeforeTheDeadlineWaitsUntilThisClockAgrees() {
        propose(onGenesis(Forge.entry(request, Outcome.EXPIRED, Answer.APPROVE, 0)));
        assertThat(prepared(1)).isFalse();
        cluster.now += 60_001;
        cluster.fire(1, Timer.STATUS);
        assertThat(prepared(1)).isTrue();
    }

    /** A leader that sits on an approval until the deadline cannot then call it expired. */
    @Test
    void anExpiryOfWhatThisReplicaHeldAsSettledInTime() {
        cluster.submit(1, request);
        cluster.receive(1, Forge.verdict(0, request, Answer.APPROVE));
        cluster.receive(1, Forge.verdict(2, request, Answer.APPROVE));
        cluster.now += 60_001;
        assertThat(propose(onGenesis(Forge.entry(request, Outcome.EXPIRED, Answer.APPROVE, 0))))
                .contains(new Effect.Drop(0, Rejection.BAD_ENTRY));
        assertThat(prepared(1)).isFalse();
    }

    /** Two rule changes fitted to the same rules would otherwise both take effect. */
    @Test
    void anEntryBehindARuleChangeInTheSameBatch() {
        SignedRequest rules = cluster.request(2, "rules", cluster.now + 60_000);
        assertRefused(onGenesis(Forge.approved(rules), Forge.approved(request)), Rejection.BAD_ENTRY);
    }

    @Test
    void aRuleChangeBehindAnotherEntryIsAccepted() {
        SignedRequest rules = cluster.request(2, "rules", cluster.now + 60_000);
        propose(onGenesis(Forge.approved(request), Forge.approved(rules)));
        assertThat(prepared(1)).isTrue();
    }

    @Test
    void nothingIsAcceptedOnTopOfARuleChangeUntilItIsExecuted() {
        SignedRequest rules = cluster.request(1, "rules", cluster.now + 60_000);
        Batch change = onGenesis(Forge.approved(rules));
        Batch next = Forge.batch(
                Forge.link(change), Forge.emptyLedger().append(change.entries()), Forge.approved(cluster.request(2)));
        propose(change);
        propose(next);
        assertThat(prepared(1)).isTrue();
        assertThat(prepared(2)).isFalse();
        for (int sender : new int[] {0, 2, 3}) {
            cluster.receive(1, signed(sender, new io.tetrarch.pbft.message.Commit(0, 1, change.digest())));
        }
        assertThat(prepared(2)).isTrue();
    }
}
