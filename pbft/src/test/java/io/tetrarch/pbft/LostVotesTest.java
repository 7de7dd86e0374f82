package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S3, S4: a replica whose log ends before its last signatures hears of it from its peers, and of nothing that is not so. */
final class LostVotesTest {
    private final Cluster cluster = new Cluster(4);

    private ReplicaReport.Stage stage(int replica) {
        return cluster.replicas.get(replica).report().stage();
    }

    private List<Vote> votesOf(int replica) {
        return cluster.seen(replica, Effect.Broadcast.class).stream()
                .map(broadcast -> broadcast.message().message())
                .filter(Vote.class::isInstance)
                .map(Vote.class::cast)
                .toList();
    }

    /** Replica 3 has prepared a batch that is not decided yet, and its log is put back to before that. */
    private void putBackTheLogOfReplica3() {
        List<Stored> older = new ArrayList<>(cluster.disks.get(3));
        cluster.delivers = letter -> letter.signed().message().type() != MessageType.COMMIT;
        cluster.submit(cluster.request(1));
        cluster.settle();
        cluster.disks.get(3).clear();
        cluster.disks.get(3).addAll(older);
        cluster.forget();
    }

    private void askAndAnswer() {
        cluster.fire(3, Timer.STATUS);
        cluster.settle();
    }

    @Test
    void aReplicaWhoseLogIsOlderThanItsVotesBecomesALearner() {
        putBackTheLogOfReplica3();
        cluster.startAsking(3);
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.ASKING);
        askAndAnswer();
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.LEARNING);
        assertThat(votesOf(3)).isEmpty();
        assertThat(cluster.disks.get(3)).contains(Stored.Learning.BEGINS);
    }

    @Test
    void aReplicaWithItsWholeLogVotesAsSoonAsTwoOfItsPeersHaveAnswered() {
        cluster.delivers = letter -> letter.signed().message().type() != MessageType.COMMIT;
        cluster.submit(cluster.request(1));
        cluster.settle();
        cluster.startAsking(3);
        cluster.delivers = letter -> letter.from() != 0;
        assertThat(cluster.timers.get(3)).containsEntry(Timer.STATUS, 0L);
        askAndAnswer();
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.VOTING);
    }

    @Test
    void silentPeersPutAStartOffByOneIntervalOnly() {
        cluster.startAsking(3);
        cluster.delivers = letter -> false;
        cluster.fire(3, Timer.STATUS);
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.ASKING);
        assertThat(cluster.timers.get(3)).containsEntry(Timer.STATUS, 500L);
        cluster.fire(3, Timer.STATUS);
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.VOTING);
    }

    @Test
    void whatArrivesWhileAReplicaAsksIsTakenInAfterwards() {
        cluster.startAsking(3);
        SignedRequest request = cluster.request(1);
        cluster.submit(3, request);
        assertThat(cluster.seen(3, Effect.Judge.class)).isEmpty();
        askAndAnswer();
        assertThat(cluster.seen(3, Effect.Judge.class)).hasSize(1);
        for (int peer = 0; peer < 3; peer++) {
            cluster.submit(peer, request);
        }
        cluster.settle();
        assertThat(cluster.executed(3)).isEqualTo(1);
    }

    @Test
    void replicasThatStartTogetherDoNotWaitForAnInterval() {
        for (int replica = 0; replica < 4; replica++) {
            cluster.startAsking(replica);
        }
        // the first to ask is heard by nobody: the others are not up yet
        cluster.delivers = letter -> false;
        cluster.fire(0, Timer.STATUS);
        cluster.settle();
        cluster.delivers = letter -> true;
        for (int replica = 1; replica < 4; replica++) {
            cluster.fire(replica, Timer.STATUS);
            cluster.settle();
        }
        for (int replica = 0; replica < 4; replica++) {
            assertThat(stage(replica)).isEqualTo(ReplicaReport.Stage.VOTING);
        }
    }

    /** Below the checkpoint the others have forgotten its votes, if it gave any: it must not vote there. */
    @Test
    void aReplicaFarBehindCatchesUpBeforeItVotes() {
        cluster.delivers = letter -> letter.to() != 3 && letter.from() != 3;
        for (int n = 1; n <= 9; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
        cluster.startAsking(3);
        cluster.forget();
        cluster.delivers = letter -> letter.signed().message().type() != MessageType.COMMITTED
                && letter.signed().message().type() != MessageType.CHUNK;
        askAndAnswer();
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.ASKING);
        cluster.tick();
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.ASKING);
        assertThat(votesOf(3)).isEmpty();
        cluster.delivers = letter -> true;
        for (int i = 0; i < 8; i++) {
            cluster.tick();
        }
        assertThat(cluster.executed(3)).isEqualTo(9);
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.VOTING);
    }

    /** Genuine signatures that the log has outgrown prove nothing. */
    @Test
    void whatALogHasOutgrownMakesNoLearner() {
        for (int n = 1; n <= 9; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
        Prepare old = new Prepare(0, 1, Cluster.CLIENT);
        cluster.startAsking(3);
        assertThat(cluster.replicas.get(3).standing().lowWatermark()).isGreaterThan(1);
        remind(0, cluster.challenges.get(3), old);
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.ASKING);
        remind(1, cluster.challenges.get(3), old);
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.VOTING);
    }

    @Test
    void anAnswerToAnEarlierStartIsNoAnswer() {
        cluster.startAsking(3);
        long earlier = cluster.challenges.get(3);
        cluster.startAsking(3);
        remind(0, earlier, new Prepare(0, 1, Cluster.CLIENT));
        remind(1, earlier, new Prepare(0, 1, Cluster.CLIENT));
        assertThat(cluster.replicas.get(3).wants(reminder(0, earlier, new Prepare(0, 1, Cluster.CLIENT))))
                .isFalse();
        assertThat(stage(3)).isNotEqualTo(ReplicaReport.Stage.VOTING);
    }

    @Test
    void aVoteOfALaterViewInACertificateMakesALearnerAtAnyTime() {
        cluster.startAsking(3);
        askAndAnswer();
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.VOTING);
        cluster.receive(3, signed(1, newViewWithOneOf3()));
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.LEARNING);
    }

    private static io.tetrarch.pbft.message.NewView newViewWithOneOf3() {
        ViewChange change = new ViewChange(1, Optional.empty(), Optional.empty());
        return new io.tetrarch.pbft.message.NewView(
                1, List.of(signed(1, change), signed(2, change), signed(3, change)));
    }

    /** The verdict given before is in a peer's hands, and would be contradicted. */
    @Test
    void aForgottenVerdictIsRecalledBeforeTheJudgeIsHeard() {
        SignedRequest request = cluster.request(1);
        List<Stored> older = new ArrayList<>(cluster.disks.get(3));
        cluster.delivers = letter -> letter.signed().message().type() == MessageType.VERDICTS && letter.to() != 3;
        cluster.submit(3, request);
        cluster.submit(0, request);
        cluster.settle();
        cluster.disks.get(3).clear();
        cluster.disks.get(3).addAll(older);
        cluster.forget();
        cluster.startAsking(3);
        cluster.answers.put(3, io.tetrarch.pbft.message.Answer.DENY);
        cluster.delivers = letter -> letter.signed().message().type() == MessageType.STATUS
                || letter.signed().message().type() == MessageType.REMINDER;
        askAndAnswer();
        cluster.submit(3, request);
        assertThat(stage(3)).isEqualTo(ReplicaReport.Stage.LEARNING);
        assertThat(cluster.seen(3, Effect.Report.class)).isEmpty();
        assertThat(cluster.seen(3, Effect.Broadcast.class))
                .noneMatch(sent -> sent.message().message().type() == MessageType.VERDICTS);
    }

    @Test
    void aPeerThatIsAskedAnswersWithTheLatestVotesOfWhoAsks() {
        cluster.delivers = letter -> letter.signed().message().type() != MessageType.COMMIT;
        cluster.submit(cluster.request(1));
        cluster.settle();
        cluster.forget();
        cluster.mail.add(new Cluster.Letter(3, 0, signed(3, new Status(0, true, 0, 0, 9, false)), Cluster.DOMAIN));
        cluster.settle();
        assertThat(cluster.seen(0, Effect.Send.class).stream()
                        .map(send -> send.message().message())
                        .filter(Reminder.class::isInstance)
                        .map(Reminder.class::cast))
                .singleElement()
                .satisfies(reminder -> {
                    assertThat(reminder.of()).isEqualTo(3);
                    assertThat(reminder.challenge()).isEqualTo(9);
                    assertThat(reminder.votes())
                            .extracting(Evidence.SignedVote::type)
                            .containsExactly(MessageType.PREPARE);
                });
    }

    private static Signed<Reminder> reminder(int from, long challenge, Vote held) {
        return signed(
                from,
                new Reminder(
                        3,
                        challenge,
                        0,
                        List.of(Evidence.SignedVote.of(signed(3, held))),
                        Optional.empty(),
                        List.of()));
    }

    private void remind(int from, long challenge, Vote held) {
        cluster.receive(3, reminder(from, challenge, held));
    }
}
