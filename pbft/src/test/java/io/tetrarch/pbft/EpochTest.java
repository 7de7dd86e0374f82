package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A change of the group ends one epoch and begins the next. K is 4 here, the window 8. */
final class EpochTest extends EpochScene {
    @Test
    void aChangeOfTheGroupEndsTheEpochAndTheChainGoesOn() {
        decide(1, 2);
        decide(3, "rekey");
        for (int i = 0; i < 4; i++) {
            assertThat(epoch(i)).isEqualTo(2);
            assertThat(cluster.replicas.get(i).standing()).isEqualTo(new Standing(0, true, 3, 3));
        }
        decide(4, 9);
        assertAllDecided(9);
        assertThat(cluster.seen(2, Effect.Execute.class)
                        .getLast()
                        .batches()
                        .getLast()
                        .sequence())
                .isEqualTo(9);
    }

    @Test
    void whereTheEpochBeganIsTheParentOfItsFirstBatch() {
        decide(1, "rekey");
        decide(2, "quorum");
        List<Effect.Execute> executed = cluster.seen(2, Effect.Execute.class);
        assertThat(executed.get(1).batches().getFirst().header().parent())
                .isEqualTo(executed.get(0).batches().getLast().digest());
        Configuration configuration = cluster.replicas.get(2).configuration();
        assertThat(configuration.epoch().start().orElseThrow().header())
                .isEqualTo(executed.get(0).batches().getLast().digest());
    }

    @Test
    void theLastActOfAnEpochIsInThisOrder() {
        cluster.delivers = letter -> letter.to() != 1 || !(letter.signed().message() instanceof Checkpoint);
        decide(1, "rekey");
        assertThat(epoch(1)).isEqualTo(1);
        Checkpoint last = own(0, Checkpoint.class);
        cluster.receive(1, Cluster.signed(0, last));
        List<Effect> effects = cluster.receive(1, Cluster.signed(2, last));

        assertThat(effects.getFirst())
                .isInstanceOfSatisfying(
                        Effect.Persist.class,
                        persist -> assertThat(persist.stored()).isInstanceOf(Stored.Snapshot.class));
        int truncate = effects.indexOf(new Effect.Truncate());
        assertThat(effects.subList(truncate + 1, effects.size()))
                .satisfiesExactly(
                        persist -> assertThat(persist)
                                .isInstanceOfSatisfying(
                                        Effect.Persist.class,
                                        it -> assertThat(it.stored()).isInstanceOf(Stored.Epoch.class)),
                        view -> assertThat(view).isEqualTo(new Effect.StopTimer(Timer.VIEW)),
                        status -> assertThat(status).isEqualTo(new Effect.StopTimer(Timer.STATUS)),
                        ended -> assertThat(ended).isInstanceOf(Effect.EpochEnded.class));
    }

    @Test
    void theNextEpochWaitsForAStableCheckpoint() {
        cluster.delivers = letter -> !(letter.signed().message() instanceof Checkpoint);
        decide(1, "rekey");
        ticks(3);
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.executed(i)).isEqualTo(1);
            assertThat(epoch(i)).isEqualTo(1);
        }
        cluster.delivers = letter -> true;
        ticks(1);
        for (int i = 0; i < 4; i++) {
            assertThat(epoch(i)).isEqualTo(2);
        }
    }

    @Test
    void nothingIsTakenInOrProposedOnTopOfTheLastBatch() {
        cluster.delivers = letter -> !(letter.signed().message() instanceof Checkpoint);
        cluster.submit(cluster.request(1, "rekey", cluster.now + 60_000));
        SignedRequest waiting = cluster.request(2);
        cluster.submit(waiting);
        cluster.settle();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.executed(i)).isEqualTo(1);
            assertThat(cluster.seen(i, Effect.Refuse.class))
                    .containsExactly(new Effect.Refuse(waiting.digest(), Rejection.EPOCH_ENDED));
        }
        SignedRequest late = cluster.request(3);
        cluster.submit(1, late);
        assertThat(cluster.seen(1, Effect.Refuse.class).getLast())
                .isEqualTo(new Effect.Refuse(late.digest(), Rejection.EPOCH_ENDED));
        ticks(2);
        cluster.viewTimeout();
        assertThat(cluster.replicas.get(1).standing().view()).isZero();
    }

    @Test
    void whatStandsBehindAChangeInItsBatchIsRefused() {
        Link genesis = Forge.GENESIS;
        PrePrepare proposal = new PrePrepare(
                0,
                Forge.batch(
                        genesis,
                        Forge.emptyLedger(),
                        Forge.approved(cluster.request(1, "rekey", 60_000)),
                        Forge.approved(cluster.request(2))));
        assertThat(cluster.receive(1, Cluster.signed(0, proposal))).contains(new Effect.Drop(0, Rejection.BAD_ENTRY));
        assertThat(cluster.seen(1, Effect.Broadcast.class)).isEmpty();
    }

    @Test
    void aRefusedChangeEndsNothing() {
        cluster.answers.replaceAll((replica, answer) -> Answer.DENY);
        decide(1, "rekey");
        cluster.answers.replaceAll((replica, answer) -> Answer.APPROVE);
        decide(2, 3);
        assertAllDecided(3);
        assertThat(epoch(1)).isEqualTo(1);
    }

    @Test
    void theLastCheckpointTakesThePlaceOfARegularOne() {
        decide(1, 3);
        decide(4, "rekey");
        decide(5, 13);
        assertAllDecided(13);
        assertThat(epoch(3)).isEqualTo(2);
        assertThat(cluster.replicas.get(3).standing().lowWatermark()).isEqualTo(12);
    }

    @Test
    void whatWasSignedUnderTheOldEpochIsDropped() {
        decide(1, "rekey");
        Signed<Commit> vote = Cluster.signed(2, new Commit(0, 2, Cluster.CLIENT));
        assertThat(cluster.receive(1, vote, Cluster.DOMAIN)).containsExactly(new Effect.Drop(2, Rejection.EPOCH_ENDED));
    }

    @Test
    void aReplicaLeftBehindIsShownTheEndAndCatchesUp() {
        decide(1, "quorum");
        cluster.delivers = letter -> letter.to() != 3 && letter.from() != 3;
        decide(2, "rekey");
        decide(3, 5);
        assertThat(epoch(3)).isEqualTo(1);
        cluster.delivers = letter -> true;
        ticks(12);
        assertThat(epoch(3)).isEqualTo(2);
        assertThat(cluster.executed(3)).isEqualTo(5);
        cluster.forget();
        decide(6, 6);
        assertThat(cluster.seen(3, Effect.Broadcast.class))
                .anyMatch(broadcast -> broadcast.message().message() instanceof Vote);
        cluster.restart(3);
        assertThat(cluster.executed(3)).isEqualTo(6);
    }

    /** Its peers' checkpoints have gone on, so that the state at the beginning of the epoch is gone. */
    @Test
    void aReplicaLeftBehindForSeveralEpochsIsShownOneAfterTheOther() {
        cluster.delivers = letter -> letter.to() != 3 && letter.from() != 3;
        decide(1, "rekey");
        decide(2, 9);
        decide(10, "rekey");
        decide(11, "rekey");
        decide(12, 24);
        cluster.delivers = letter -> true;
        ticks(40);
        assertThat(epoch(3)).isEqualTo(4);
        assertThat(cluster.executed(3)).isEqualTo(24);
        decide(25, 25);
        assertAllDecided(25);
    }

    /** Who executed the last batch and missed the checkpoints ends the epoch with its own state. */
    @Test
    void aReplicaThatExecutedTheLastBatchNeedsNoTransfer() {
        cluster.delivers = letter -> letter.to() != 3 || !(letter.signed().message() instanceof Checkpoint);
        decide(1, "rekey");
        assertThat(epoch(3)).isEqualTo(1);
        ticks(6);
        assertThat(epoch(3)).isEqualTo(2);
        assertThat(cluster.seen(3, Effect.Installed.class)).isEmpty();
        decide(2, 2);
        assertAllDecided(2);
    }

    @Test
    void aSuccessionWithoutAQuorumConvincesNobody() {
        decide(1, "rekey");
        Succession proof = cluster.seen(0, Effect.EpochEnded.class).getFirst().succession();
        Cluster other = new Cluster(4);
        Succession weak = new Succession(
                proof.ended(),
                new CheckpointCertificate(
                        proof.certificate().checkpoint(),
                        Forge.signatures(proof.certificate().checkpoint(), 0, 1)),
                proof.group());
        assertThat(other.receive(2, Cluster.signed(0, weak)))
                .containsExactly(new Effect.Drop(0, Rejection.BAD_CERTIFICATE));
        Succession altered = new Succession(proof.ended(), proof.certificate(), Bytes.wrap(new byte[100]));
        assertThat(other.receive(2, Cluster.signed(0, altered)))
                .containsExactly(new Effect.Drop(0, Rejection.BAD_CERTIFICATE));
        assertThat(other.domain(2).epoch()).isEqualTo(1);
    }

    @Test
    void anEpochBeginsInTheFirstViewThatHasALeader() {
        decide(1, "vacate-0");
        assertThat(isVacant(0)).isTrue();
        for (int i = 1; i < 4; i++) {
            assertThat(cluster.replicas.get(i).standing().view()).isEqualTo(1);
        }
        cluster.submit(request(2, "quorum"));
        cluster.settle();
        for (int i = 1; i < 4; i++) {
            assertThat(cluster.executed(i)).isEqualTo(2);
        }
    }

    @Test
    void aViewChangePassesAVacantLeaderBy() {
        decide(1, "vacate-1");
        cluster.delivers = letter -> letter.signed().message().type() != MessageType.PRE_PREPARE;
        decide(2, "quorum");
        cluster.delivers = letter -> true;
        for (int i = 0; i < 4; i++) {
            cluster.fire(i, Timer.VIEW);
        }
        cluster.settle();
        assertThat(cluster.replicas.get(2).standing().view()).isEqualTo(2);
        assertThat(cluster.executed(2)).isEqualTo(2);
        assertThat(cluster.receive(
                        2, signedNow(3, new ViewChange(5, Optional.empty(), Optional.empty())), cluster.domain(2)))
                .containsExactly(new Effect.Drop(3, Rejection.BAD_CERTIFICATE));
    }

    private <M extends Message> Signed<M> signedNow(int replica, M message) {
        return new Signed<>(replica, message, Cluster.sign(replica, cluster.domain(2), message));
    }

    @Test
    void aReplicaOfAnEndedEpochDoesNothing() {
        Replica[] ended = {cluster.replicas.get(2)};
        decide(1, "rekey");
        assertThat(ended[0].step(cluster.now, new Input.TimerFired(Timer.STATUS)))
                .isEmpty();
        assertThat(ended[0].step(
                        cluster.now,
                        new Input.Received(
                                new Verified<>(Cluster.signed(1, new Status(0, true, 0, 0)), Cluster.DOMAIN))))
                .isEmpty();
        assertThat(ended[0].wants(Cluster.signed(1, new Status(0, true, 0, 0)))).isFalse();
    }

    @Test
    void aRequestOfTheOldEpochMustBeMadeAnew() {
        SignedRequest old = cluster.request(2);
        decide(1, "rekey");
        cluster.submit(1, old);
        assertThat(cluster.seen(1, Effect.Refuse.class))
                .containsExactly(new Effect.Refuse(old.digest(), Rejection.EPOCH_ENDED));
        decide(2, "quorum");
        assertThat(cluster.services.get(1).decided().values())
                .containsOnly(Outcome.APPROVED)
                .hasSize(2);
    }

    @Test
    void theLineageSurvivesCompactionsAndRestarts() {
        decide(1, "rekey");
        decide(2, 14);
        cluster.restart(1);
        assertThat(epoch(1)).isEqualTo(2);
        decide(15, "rekey");
        Domain now = cluster.domain(1);
        assertThat(now.epoch()).isEqualTo(3);
        assertThat(cluster.disks.get(1).stream()
                        .filter(Stored.Epoch.class::isInstance)
                        .map(record -> ((Stored.Epoch) record).lineage())
                        .toList()
                        .getLast())
                .hasSize(2);
        assertThat(IntStream.range(0, 4).mapToObj(cluster::domain)).containsOnly(now);
    }
}
