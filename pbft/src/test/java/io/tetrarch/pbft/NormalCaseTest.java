package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paper, section 4.2, with verdicts before ordering. */
final class NormalCaseTest {
    private final Cluster cluster = new Cluster(4);

    private Batch first(SignedRequest request) {
        return Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(request));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 10, 13})
    void aRequestThatAQuorumApprovesIsApprovedByAll(int size) {
        Cluster group = new Cluster(size);
        SignedRequest request = group.request(1);
        group.submit(request);
        group.settle();
        assertThat(group.services)
                .allSatisfy(service -> assertThat(service.decided()).containsEntry(request.id(), Outcome.APPROVED));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 10, 13})
    void fObjectorsDoNotStopItAndOneMoreDeniesIt(int size) {
        int faulty = (size - 1) / 3;
        for (int objectors = faulty; objectors <= faulty + 1; objectors++) {
            Cluster group = new Cluster(size);
            for (int i = 0; i < objectors; i++) {
                group.answers.put(i, Answer.DENY);
            }
            SignedRequest request = group.request(1);
            group.submit(request);
            group.settle();
            Outcome expected = objectors > faulty ? Outcome.DENIED : Outcome.APPROVED;
            assertThat(group.services.getLast().decided()).containsEntry(request.id(), expected);
        }
    }

    @Test
    void aRequestIsJudgedAndTheVerdictIsDurableBeforeItIsSent() {
        SignedRequest request = cluster.request(1);
        List<Effect> admitted = cluster.step(1, new Input.Submitted(new VerifiedRequest(request)));
        assertThat(admitted).containsExactly(new Effect.Judge(request));
        Signed<?> verdict = Forge.verdict(1, request, Answer.APPROVE);
        assertThat(cluster.effects.get(1))
                .endsWith(
                        new Effect.Persist(new Stored.Own(
                                verdict, Optional.of(request.request().validity()))),
                        new Effect.Broadcast(verdict));
    }

    @Test
    void theLeaderProposesWhenTheVerdictsSettleTheOutcome() {
        SignedRequest request = cluster.request(1);
        cluster.submit(0, request);
        cluster.receive(0, Forge.verdict(1, request, Answer.APPROVE));
        List<Effect> effects = cluster.receive(0, Forge.verdict(2, request, Answer.APPROVE));
        Signed<PrePrepare> proposal = signed(0, new PrePrepare(0, first(request)));
        assertThat(effects)
                .containsExactly(
                        new Effect.Persist(new Stored.Own(proposal)),
                        new Effect.Broadcast(proposal),
                        new Effect.StartTimer(Timer.VIEW, 5_000));
    }

    @Test
    void aBackupPreparesAndItsVoteIsDurableBeforeItIsSent() {
        Batch batch = first(cluster.request(1));
        Signed<PrePrepare> proposal = signed(0, new PrePrepare(0, batch));
        Signed<Prepare> prepare = signed(1, new Prepare(0, 1, batch.digest()));
        assertThat(cluster.receive(1, proposal))
                .containsExactly(
                        new Effect.Persist(new Stored.Proposal(proposal)),
                        new Effect.Persist(new Stored.Own(prepare)),
                        new Effect.Broadcast(prepare),
                        new Effect.StartTimer(Timer.VIEW, 5_000));
    }

    @Test
    void aPreparedReplicaKeepsTheCertificateAndThenCommits() {
        Batch batch = first(cluster.request(1));
        cluster.receive(1, signed(0, new PrePrepare(0, batch)));
        List<Effect> effects = cluster.receive(1, signed(2, new Prepare(0, 1, batch.digest())));
        Signed<Commit> commit = signed(1, new Commit(0, 1, batch.digest()));
        assertThat(effects).hasSize(3);
        assertThat(effects.getFirst())
                .isInstanceOfSatisfying(
                        Effect.Persist.class,
                        persist -> assertThat(persist.stored())
                                .isInstanceOfSatisfying(
                                        Stored.Prepared.class,
                                        prepared -> assertThat(
                                                        prepared.certificate().signers(0))
                                                .isEqualTo(3)));
        assertThat(effects.subList(1, 3))
                .containsExactly(new Effect.Persist(new Stored.Own(commit)), new Effect.Broadcast(commit));
    }

    /** sawtooth-pbft 180ceed: a leader's prepare beside its pre-prepare must not make up a quorum. */
    @ParameterizedTest
    @ValueSource(ints = {4, 7, 10, 13})
    void theLeaderCountsOnceHoweverItVotes(int size) {
        Cluster group = new Cluster(size);
        int quorum = 2 * ((size - 1) / 3) + 1;
        Batch batch = Forge.batch(
                Forge.GENESIS,
                Forge.emptyLedger(),
                Forge.entry(group.request(1), Outcome.APPROVED, Answer.APPROVE, range(quorum)));
        group.receive(1, signed(0, new PrePrepare(0, batch)));
        group.receive(1, signed(0, new Prepare(0, 1, batch.digest())));
        for (int other = 2; other < quorum - 1; other++) {
            group.receive(1, signed(other, new Prepare(0, 1, batch.digest())));
        }
        assertThat(commits(group, 1)).isZero();
        group.receive(1, signed(size - 1, new Prepare(0, 1, batch.digest())));
        assertThat(commits(group, 1)).isEqualTo(1);
    }

    private static int[] range(int end) {
        return java.util.stream.IntStream.range(0, end).toArray();
    }

    private static long commits(Cluster group, int replica) {
        return group.seen(replica, Effect.Broadcast.class).stream()
                .filter(broadcast -> broadcast.message().message() instanceof Commit)
                .count();
    }

    @Test
    void aQuorumOfCommitsExecutesOnce() {
        Batch batch = first(cluster.request(1));
        cluster.receive(1, signed(0, new PrePrepare(0, batch)));
        cluster.receive(1, signed(0, new Commit(0, 1, batch.digest())));
        cluster.receive(1, signed(2, new Commit(0, 1, batch.digest())));
        assertThat(cluster.executed(1)).isZero();
        cluster.receive(1, signed(3, new Commit(0, 1, batch.digest())));
        assertThat(cluster.executed(1)).isEqualTo(1);
        cluster.receive(1, signed(3, new Commit(0, 1, batch.digest())));
        assertThat(cluster.seen(1, Effect.Execute.class)).hasSize(1);
    }

    @Test
    void aCommitCertificateCommitsTheAncestorsToo() {
        Batch one = first(cluster.request(1));
        Batch two = Forge.batch(
                Forge.link(one), Forge.emptyLedger().append(one.entries()), Forge.approved(cluster.request(2)));
        cluster.receive(1, signed(0, new PrePrepare(0, one)));
        cluster.receive(1, signed(0, new PrePrepare(0, two)));
        for (int sender : new int[] {0, 2, 3}) {
            cluster.receive(1, signed(sender, new Commit(0, 2, two.digest())));
        }
        assertThat(cluster.seen(1, Effect.Execute.class).getFirst().batches()).containsExactly(one, two);
        assertThat(cluster.executed(1)).isEqualTo(2);
    }

    @Test
    void proposalsThatArriveOutOfOrderWaitForTheirParents() {
        Batch one = first(cluster.request(1));
        Batch two = Forge.batch(
                Forge.link(one), Forge.emptyLedger().append(one.entries()), Forge.approved(cluster.request(2)));
        assertThat(cluster.receive(1, signed(0, new PrePrepare(0, two)))).isEmpty();
        cluster.forget();
        cluster.receive(1, signed(0, new PrePrepare(0, one)));
        assertThat(cluster.seen(1, Effect.Broadcast.class))
                .extracting(broadcast -> ((Prepare) broadcast.message().message()).sequence())
                .containsExactly(1L, 2L);
    }

    @Test
    void onlyTheLeaderOfTheViewProposes() {
        Batch batch = first(cluster.request(1));
        assertThat(cluster.receive(1, signed(2, new PrePrepare(0, batch))))
                .containsExactly(new Effect.Drop(2, Rejection.NOT_LEADER));
    }

    /** FISCO-BCOS#5167: a proposal of a higher view, or beyond the window, changes nothing. */
    @Test
    void votesOfOtherViewsAndBeyondTheWindowAreDropped() {
        Batch batch = first(cluster.request(1));
        assertThat(cluster.receive(1, signed(0, new PrePrepare(4, batch))))
                .containsExactly(new Effect.Drop(0, Rejection.WRONG_VIEW));
        assertThat(cluster.receive(1, signed(2, new Prepare(1, 1, batch.digest()))))
                .containsExactly(new Effect.Drop(2, Rejection.WRONG_VIEW));
        long beyond = Cluster.LIMITS.window() + 1L;
        assertThat(cluster.receive(1, signed(2, new Commit(0, beyond, batch.digest()))))
                .containsExactly(new Effect.Drop(2, Rejection.OUTSIDE_WINDOW));
        assertThat(cluster.receive(1, signed(2, new Commit(0, 0, batch.digest()))))
                .containsExactly(new Effect.Drop(2, Rejection.OUTSIDE_WINDOW));
    }

    @Test
    void theSameVoteCountsOnce() {
        Batch batch = first(cluster.request(1));
        cluster.receive(1, signed(0, new PrePrepare(0, batch)));
        Signed<Commit> commit = signed(2, new Commit(0, 1, batch.digest()));
        cluster.receive(1, commit);
        assertThat(cluster.replicas.get(1).wants(commit)).isFalse();
        assertThat(cluster.receive(1, commit)).containsExactly(new Effect.Drop(2, Rejection.DUPLICATE));
    }

    @Test
    void aVoteBeyondTheQuorumIsNotEvenVerified() {
        Batch batch = first(cluster.request(1));
        cluster.receive(1, signed(0, new PrePrepare(0, batch)));
        cluster.receive(1, signed(2, new Prepare(0, 1, batch.digest())));
        assertThat(cluster.replicas.get(1).wants(signed(3, new Prepare(0, 1, batch.digest()))))
                .isFalse();
        assertThat(cluster.replicas.get(1).wants(signed(3, new Prepare(0, 1, Cluster.CLIENT))))
                .isTrue();
    }

    @Test
    void manyRequestsPassCheckpointsAndRestarts() {
        for (int n = 1; n <= 60; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
            cluster.restart(n % 4);
            cluster.tick();
        }
        cluster.tick();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).hasSize(60);
            assertThat(cluster.replicas.get(i).standing().lowWatermark()).isGreaterThanOrEqualTo(56);
        }
    }

    /** concord-bft#1362. */
    @Test
    void aRequestThatComesAgainAfterItsDecisionIsRefused() {
        SignedRequest request = cluster.request(1);
        cluster.submit(request);
        cluster.settle();
        assertThat(cluster.step(2, new Input.Submitted(new VerifiedRequest(request))))
                .containsExactly(new Effect.Refuse(request.digest(), Rejection.DECIDED));
    }
}
