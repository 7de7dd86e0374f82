package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two signatures that exclude each other become evidence; nothing else ever does. */
final class EquivocationTest {
    private final Cluster cluster = new Cluster(4);

    private Batch first(long number) {
        return Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(cluster.request(number)));
    }

    private List<Evidence> reported(int replica) {
        return cluster.seen(replica, Effect.Report.class).stream()
                .map(Effect.Report::evidence)
                .toList();
    }

    @Test
    void aLeaderThatProposesTwoBatchesForOneSlot() {
        Batch one = first(1);
        Batch two = first(2);
        cluster.receive(1, signed(0, new PrePrepare(0, one)));
        List<Effect> effects = cluster.receive(1, signed(0, new PrePrepare(0, two)));
        Evidence evidence = new Evidence.ConflictingVotes(
                0,
                Evidence.SignedVote.of(signed(0, new PrePrepare(0, one))),
                Evidence.SignedVote.of(signed(0, new PrePrepare(0, two))));
        assertThat(effects)
                .containsExactly(
                        new Effect.Persist(new Stored.Conviction(evidence)),
                        new Effect.Report(evidence),
                        new Effect.Broadcast(signed(1, new Accusation(evidence))),
                        new Effect.Drop(0, Rejection.EQUIVOCATION));
    }

    /** Each backup was shown another batch: the prepares tell, and the other half is asked for. */
    @Test
    void aLeaderThatShowsDifferentBatchesToDifferentReplicasIsCaught() {
        cluster.receive(1, signed(0, new PrePrepare(0, first(1))));
        cluster.receive(2, signed(0, new PrePrepare(0, first(2))));
        cluster.settle();
        for (int i = 1; i < 4; i++) {
            assertThat(reported(i)).hasSize(1);
            assertThat(reported(i).getFirst().slot().replica()).isZero();
        }
    }

    @Test
    void aBackupThatPreparesTwoDigests() {
        cluster.receive(1, signed(3, new Prepare(0, 1, first(1).digest())));
        cluster.receive(1, signed(3, new Prepare(0, 1, first(2).digest())));
        assertThat(reported(1)).hasSize(1);
        assertThat(reported(1).getFirst().slot().replica()).isEqualTo(3);
    }

    @Test
    void bothVotesOfAnEquivocatorAreVoid() {
        Batch batch = first(1);
        cluster.receive(1, signed(0, new PrePrepare(0, batch)));
        cluster.receive(1, signed(3, new Commit(0, 1, batch.digest())));
        cluster.receive(1, signed(3, new Commit(0, 1, Digest.ZERO)));
        cluster.receive(1, signed(3, new Commit(0, 1, batch.digest())));
        cluster.receive(1, signed(0, new Commit(0, 1, batch.digest())));
        cluster.receive(1, signed(2, new Prepare(0, 1, batch.digest())));
        assertThat(cluster.executed(1)).isZero();
        cluster.receive(1, signed(2, new Commit(0, 1, batch.digest())));
        assertThat(cluster.executed(1)).isEqualTo(1);
    }

    /** No more is kept against a replica than so much; its slots take one vote all the same, the first. */
    @Test
    void aSlotTakesNoOtherVoteWhereNoMoreEvidenceIsKept() {
        for (int number = 100; number < 100 + Equivocations.BOUND_PER_REPLICA; number++) {
            SignedRequest request = cluster.request(number);
            cluster.submit(1, request);
            cluster.receive(1, Forge.verdict(3, request, Answer.APPROVE));
            cluster.receive(1, Forge.verdict(3, request, Answer.DENY));
        }
        assertThat(reported(1)).hasSize(Equivocations.BOUND_PER_REPLICA);
        Batch batch = first(1);
        cluster.receive(1, signed(0, new PrePrepare(0, batch)));
        cluster.receive(1, signed(3, new Commit(0, 1, Digest.ZERO)));
        cluster.receive(1, signed(3, new Commit(0, 1, batch.digest())));
        cluster.receive(1, signed(3, new Commit(0, 1, batch.digest())));
        cluster.receive(1, signed(0, new Commit(0, 1, batch.digest())));
        cluster.receive(1, signed(2, new Prepare(0, 1, batch.digest())));
        assertThat(reported(1)).hasSize(Equivocations.BOUND_PER_REPLICA);
        assertThat(cluster.executed(1)).isZero();
        cluster.receive(1, signed(2, new Commit(0, 1, batch.digest())));
        assertThat(cluster.executed(1)).isEqualTo(1);
    }

    @Test
    void aReplicaThatGivesTwoVerdictsOnOneRequest() {
        SignedRequest request = cluster.request(1);
        cluster.submit(1, request);
        cluster.receive(1, Forge.verdict(3, request, Answer.APPROVE));
        cluster.receive(1, Forge.verdict(3, request, Answer.DENY));
        assertThat(reported(1)).hasSize(1);
        assertThat(reported(1).getFirst()).isInstanceOf(Evidence.ConflictingVerdicts.class);
    }

    @Test
    void aVerdictInAProposalThatContradictsTheOneHeldHere() {
        SignedRequest request = cluster.request(1);
        cluster.submit(1, request);
        cluster.receive(1, Forge.verdict(2, request, Answer.DENY));
        cluster.receive(1, signed(0, new PrePrepare(0, first(1))));
        assertThat(reported(1))
                .extracting(evidence -> evidence.slot().replica())
                .containsExactly(2);
    }

    /** The literal key (replica, sequence) would accuse this replica. */
    @Test
    void anotherDigestAtTheSameSequenceInALaterViewIsNoEvidence() {
        cluster.receive(1, signed(3, new Prepare(0, 1, first(1).digest())));
        cluster.receive(1, Forge.viewChange(0, 1));
        cluster.receive(1, Forge.viewChange(2, 1));
        cluster.receive(1, signed(3, new Prepare(1, 1, first(2).digest())));
        assertThat(reported(1)).isEmpty();
    }

    @Test
    void prepareAndCommitOfDifferentDigestsAreNotCompared() {
        cluster.receive(1, signed(3, new Prepare(0, 1, first(1).digest())));
        cluster.receive(1, signed(3, new Commit(0, 1, first(2).digest())));
        assertThat(reported(1)).isEmpty();
    }

    /** commonware#2797. */
    @Test
    void aVoteOfACertificateIsStillHeldAgainstItsSignerAfterARestart() {
        Batch batch = first(1);
        cluster.receive(1, signed(0, new PrePrepare(0, batch)));
        cluster.receive(1, signed(3, new Prepare(0, 1, batch.digest())));
        cluster.restart(1);
        cluster.receive(1, signed(3, new Prepare(0, 1, first(2).digest())));
        assertThat(reported(1)).hasSize(1);
    }

    @Test
    void evidenceSurvivesARestartAndIsReportedOnce() {
        cluster.receive(1, signed(3, new Prepare(0, 1, first(1).digest())));
        cluster.receive(1, signed(3, new Prepare(0, 1, first(2).digest())));
        Evidence evidence = reported(1).getFirst();
        cluster.restart(1);
        cluster.forget();
        assertThat(cluster.receive(1, signed(2, new Accusation(evidence))))
                .containsExactly(new Effect.Drop(2, Rejection.DUPLICATE));
    }

    @Test
    void evidenceReachesEveryoneAndTheLedger() {
        cluster.receive(1, signed(3, new Prepare(0, 1, first(1).digest())));
        cluster.receive(1, signed(3, new Prepare(0, 1, first(2).digest())));
        cluster.settle();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.seen(i, Effect.Execute.class))
                    .flatExtracting(Effect.Execute::batches)
                    .flatExtracting(batch -> batch.entries())
                    .hasOnlyElementsOfType(EvidenceEntry.class)
                    .hasSize(1);
        }
    }

    /** A backup that equivocates in every slot must not make the ledger grow by itself. */
    @Test
    void evidenceDoesNotFeedOnItself() {
        cluster.delivers = letter -> {
            if (letter.from() == 3 && letter.signed().message() instanceof Prepare prepare) {
                cluster.receive(letter.to(), signed(3, new Prepare(prepare.view(), prepare.sequence(), Digest.ZERO)));
            }
            return true;
        };
        cluster.submit(cluster.request(1));
        cluster.settle();
        assertThat(cluster.executed(1)).isEqualTo(2);
        cluster.submit(cluster.request(2));
        cluster.settle();
        assertThat(cluster.executed(1)).isEqualTo(3);
    }

    /** Backups refuse a batch over its bounds, whatever it is full of. */
    @Test
    void evidenceLeavesRoomForDecisionsAndCountsAgainstTheBounds() {
        cluster.delivers = letter -> false;
        for (int n = 1; n <= 3 * Cluster.LIMITS.batchEntries(); n++) {
            SignedRequest request = cluster.request(n);
            Evidence evidence = new Evidence.ConflictingVerdicts(
                    Forge.vote(3, request, Answer.APPROVE), Forge.vote(3, request, Answer.DENY));
            for (int i = 0; i < 4; i++) {
                cluster.receive(i, signed(3, new Accusation(evidence)));
            }
        }
        cluster.delivers = letter -> true;
        for (int n = 1; n <= 2 * Cluster.LIMITS.batchEntries(); n++) {
            cluster.submit(cluster.request(n));
        }
        cluster.settle();
        assertThat(cluster.services.get(1).decided()).hasSize(2 * Cluster.LIMITS.batchEntries());
        assertThat(cluster.replicas.get(1).standing().view()).isZero();
    }

    @Test
    void accusationsAgainstOneReplicaAreBounded() {
        for (int n = 0; n < Equivocations.BOUND_PER_REPLICA + 10; n++) {
            SignedRequest request = cluster.request(n + 1);
            Evidence evidence = new Evidence.ConflictingVerdicts(
                    Forge.vote(3, request, Answer.APPROVE), Forge.vote(3, request, Answer.DENY));
            cluster.receive(1, signed(3, new Accusation(evidence)));
        }
        assertThat(reported(1)).hasSize(Equivocations.BOUND_PER_REPLICA);
    }
}
