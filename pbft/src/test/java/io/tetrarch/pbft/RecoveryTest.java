package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** S3: what was signed binds, across restarts too (telcoin#934, celo#396, flow-go#105). */
final class RecoveryTest {
    private final Cluster cluster = new Cluster(4);

    private Batch first(long number) {
        return Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(cluster.request(number)));
    }

    private List<Vote> votesOf(int replica) {
        return cluster.seen(replica, Effect.Broadcast.class).stream()
                .map(broadcast -> broadcast.message().message())
                .filter(Vote.class::isInstance)
                .map(Vote.class::cast)
                .toList();
    }

    @Test
    void aBackupThatVotedKeepsItsVoteAcrossARestart() {
        cluster.receive(1, signed(0, new PrePrepare(0, first(1))));
        cluster.restart(1);
        cluster.forget();
        cluster.receive(1, signed(0, new PrePrepare(0, first(2))));
        assertThat(votesOf(1)).isEmpty();
    }

    @Test
    void aPreparedReplicaKeepsItsCertificateAcrossARestart() {
        Batch batch = first(1);
        cluster.receive(1, signed(0, new PrePrepare(0, batch)));
        cluster.receive(1, signed(2, new Prepare(0, 1, batch.digest())));
        cluster.restart(1);
        cluster.forget();
        cluster.receive(1, Forge.viewChange(0, 1));
        cluster.receive(1, Forge.viewChange(3, 1));
        assertThat(cluster.seen(1, Effect.Persist.class))
                .anyMatch(persist -> persist.stored() instanceof Stored.Entered entered
                        && entered.newView().message().viewChanges().getFirst().message().prepared().stream()
                                .anyMatch(certificate -> certificate.digest().equals(batch.digest())));
    }

    /** Two replicas prepared it, left the view, and lost power; nobody else has the body that the certificate names. */
    @Test
    void aPreparedBatchKeepsItsBodyThroughAViewChangeAndARestart() {
        SignedRequest request = cluster.request(1);
        cluster.delivers =
                letter -> !(letter.signed().message() instanceof Commit) && (letter.to() < 3 && letter.from() < 3);
        cluster.submit(request);
        cluster.settle();
        cluster.delivers = letter -> letter.to() < 3 && letter.from() < 3;
        cluster.fire(1, Timer.VIEW);
        cluster.fire(2, Timer.VIEW);
        cluster.mail.clear();
        cluster.restart(1);
        cluster.restart(2);
        cluster.disks.get(0).clear();
        cluster.delivers = letter -> letter.to() != 0 && letter.from() != 0;
        cluster.submit(request);
        for (int i = 0; i < 6; i++) {
            cluster.tick();
        }
        for (int i = 1; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).containsEntry(request.id(), Outcome.APPROVED);
        }
    }

    @Test
    void aVerdictIsGivenOnce() {
        SignedRequest request = cluster.request(1);
        cluster.submit(1, request);
        cluster.restart(1);
        cluster.answers.put(1, Answer.DENY);
        cluster.forget();
        cluster.submit(1, request);
        assertThat(cluster.seen(1, Effect.Judge.class)).isEmpty();
        cluster.receive(1, Forge.verdict(2, request, Answer.APPROVE));
        cluster.receive(1, Forge.verdict(3, request, Answer.APPROVE));
        assertThat(cluster.timers.get(1)).containsKey(Timer.VIEW);
    }

    /** A crash may fall between any two effects; whatever was sent before it, the next life must not contradict. */
    @Test
    void aCrashAtAnyEffectNeverLeadsToAContradiction() {
        int votes = 0;
        for (int crash = 1; crash < 20; crash++) {
            votes += votesAroundACrash(crash);
        }
        assertThat(votes).isGreaterThan(20);
    }

    private static int votesAroundACrash(int effectsBeforeCrash) {
        Cluster group = new Cluster(4);
        Batch one = Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(group.request(1)));
        Batch two = Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(group.request(2)));
        List<Signed<?>> script = new ArrayList<>();
        for (Batch batch : List.of(one, two)) {
            script.add(signed(0, new PrePrepare(0, batch)));
            script.add(signed(2, new Prepare(0, 1, batch.digest())));
            script.add(signed(3, new Prepare(0, 1, batch.digest())));
            script.add(Forge.viewChange(0, 1));
            script.add(Forge.viewChange(3, 1));
        }
        List<Effect> effects = new ArrayList<>();
        script.forEach(message -> effects.addAll(group.receive(1, message)));
        List<Effect> happened = effects.subList(0, Math.min(effectsBeforeCrash, effects.size()));
        group.disks.get(1).clear();
        Map<String, Vote> sent = new TreeMap<>();
        for (Effect effect : happened) {
            if (effect instanceof Effect.Persist persist) {
                group.disks.get(1).add(persist.stored());
            }
            noteVote(sent, effect);
        }
        group.effects.get(1).clear();
        group.restart(1);
        script.reversed().forEach(message -> group.receive(1, message));
        group.effects.get(1).forEach(effect -> noteVote(sent, effect));
        return sent.size();
    }

    /** Fails on a second, different vote of one type in one slot. */
    private static void noteVote(Map<String, Vote> sent, Effect effect) {
        if (effect instanceof Effect.Broadcast broadcast && broadcast.message().message() instanceof Vote vote) {
            Vote before = sent.putIfAbsent(vote.type() + " " + vote.view() + " " + vote.sequence(), vote);
            assertThat(before == null || before.digest().equals(vote.digest()))
                    .as("%s after %s", vote, before)
                    .isTrue();
        }
    }

    @Test
    void allFourMayStopAtOnceAndNothingDecidedIsLost() {
        for (int n = 1; n <= 6; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
        for (int i = 0; i < 4; i++) {
            cluster.disks.get(i).removeIf(Stored.Executed.class::isInstance);
            cluster.restart(i);
        }
        for (int i = 0; i < 4; i++) {
            cluster.tick();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.executed(i)).isEqualTo(6);
        }
    }

    /** Power fails when the snapshot is durable and nothing of what follows it is. */
    @Test
    void aCrashAmidACompactionTakesNothingExecutedBack() {
        cluster.delivers = letter -> !(letter.signed().message() instanceof Checkpoint) || letter.to() != 1;
        for (int n = 1; n <= 6; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
        List<Stored> before = List.copyOf(cluster.disks.get(1));
        cluster.delivers = letter -> true;
        cluster.tick();
        Stored snapshot = cluster.disks.get(1).getFirst();
        assertThat(snapshot).isInstanceOf(Stored.Snapshot.class);
        cluster.disks.get(1).clear();
        cluster.disks.get(1).addAll(before);
        cluster.disks.get(1).add(snapshot);
        cluster.restart(1);
        assertThat(cluster.replicas.get(1).standing()).isEqualTo(new Standing(0, true, 4, 6));
    }

    @Test
    void aReplicaThatLostItsDiskVotesAgainAfterAWholeWindowInALaterView() {
        for (int n = 1; n <= 5; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
        cluster.disks.get(3).clear();
        cluster.mail.clear();
        cluster.timers.get(3).clear();
        cluster.forget();
        cluster.start(3, false);
        for (int n = 6; n <= 12; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
            cluster.tick();
        }
        assertThat(cluster.replicas.get(3).standing().active()).isTrue();
        for (int n = 13; n <= 20; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
            cluster.tick();
        }
        cluster.tick();
        assertThat(cluster.executed(3)).isEqualTo(20);
        assertThat(cluster.replicas.get(3).standing().view()).isEqualTo(2);
        assertThat(votesOf(3)).isEmpty();
        cluster.delivers = letter -> letter.from() != 0 && letter.to() != 0;
        cluster.submit(cluster.request(21));
        cluster.settle();
        cluster.viewTimeout();
        cluster.viewTimeout();
        assertThat(votesOf(3)).isNotEmpty();
        assertThat(votesOf(3)).allMatch(vote -> vote.sequence() > 13 && vote.view() >= 2);
        assertThat(cluster.executed(3)).isEqualTo(21);
    }

    @Test
    void aLearnerStaysALearnerAcrossARestart() {
        cluster.disks.get(3).clear();
        cluster.start(3, false);
        cluster.restart(3);
        cluster.forget();
        cluster.submit(cluster.request(1));
        cluster.settle();
        assertThat(votesOf(3)).isEmpty();
        assertThat(cluster.seen(3, Effect.Judge.class)).isEmpty();
        assertThat(cluster.services.get(3).decided()).containsValue(Outcome.APPROVED);
    }

    @Test
    void theViewAndItsBaseSurviveARestart() {
        Batch batch = first(1);
        cluster.receive(
                2,
                Forge.newView(
                        1,
                        1,
                        List.of(
                                Forge.viewChange(1, 1),
                                Forge.viewChange(0, 1, Forge.prepared(0, Forge.link(batch), 0, 1, 3)),
                                Forge.viewChange(3, 1))));
        cluster.restart(2);
        assertThat(cluster.replicas.get(2).standing().view()).isEqualTo(1);
        cluster.forget();
        cluster.receive(
                2,
                Forge.newView(1, 1, List.of(Forge.viewChange(1, 1), Forge.viewChange(0, 1), Forge.viewChange(3, 1))));
        cluster.receive(2, signed(1, new PrePrepare(1, first(2))));
        assertThat(votesOf(2)).isEmpty();
        cluster.receive(2, signed(1, new Prepare(1, 1, batch.digest())));
        cluster.receive(2, signed(3, new Prepare(1, 1, batch.digest())));
        assertThat(votesOf(2)).containsExactly(new Commit(1, 1, batch.digest()));
    }
}
