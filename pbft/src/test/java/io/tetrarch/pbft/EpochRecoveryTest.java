package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that crash, lose their disks or are new when the group changes. */
final class EpochRecoveryTest extends EpochScene {
    @Test
    void aMachineNewToASeatNeedsNothingButTheGroupFile() {
        decide(1, 2);
        decide(3, "rekey");
        decide(4, 5);
        Succession proof = cluster.seen(0, Effect.EpochEnded.class).getFirst().succession();
        cluster.disks.get(3).clear();
        cluster.start(3, true, NextGroup.configuration(proof, 4, 3));
        ticks(6);
        assertThat(cluster.executed(3)).isEqualTo(5);
        cluster.forget();
        decide(6, 6);
        assertAllDecided(6);
        assertThat(cluster.seen(3, Effect.Broadcast.class))
                .anyMatch(broadcast -> broadcast.message().message() instanceof Commit);
    }

    /** Whatever part of its last records a replica has kept, it comes back in one of the two epochs, and goes on. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aCrashAtAnyPointOfTheTransitionLosesNothing(int lost) {
        decide(1, 2);
        List<Stored> all = new ArrayList<>();
        cluster.delivers = letter -> letter.to() != 3 || !(letter.signed().message() instanceof Checkpoint);
        decide(3, "rekey");
        all.addAll(cluster.disks.get(3));
        Checkpoint last = own(0, Checkpoint.class);
        cluster.receive(3, Cluster.signed(0, last));
        cluster.receive(3, Cluster.signed(1, last)).stream()
                .filter(Effect.Persist.class::isInstance)
                .map(effect -> ((Effect.Persist) effect).stored())
                .forEach(all::add);
        assertThat(epoch(3)).isEqualTo(2);
        cluster.disks.set(3, new ArrayList<>(all.subList(0, all.size() - lost)));
        cluster.delivers = letter -> true;
        cluster.restart(3);
        ticks(8);
        assertThat(epoch(3)).isEqualTo(2);
        assertThat(cluster.executed(3)).isEqualTo(3);
        decide(4, 6);
        assertAllDecided(6);
    }

    /** It may have voted in the new epoch before: that the epoch is new to it proves nothing. */
    @Test
    void aReplicaThatLostItsDiskInTheNewEpochDoesNotVoteThereAtOnce() {
        decide(1, "rekey");
        decide(2, 3);
        loseTheDiskOf(3);
        ticks(12);
        assertThat(epoch(3)).isEqualTo(2);
        cluster.forget();
        decide(4, 4);
        assertThat(cluster.executed(3)).isEqualTo(4);
        assertNoVotes(3);
        cluster.restart(3);
        decide(5, 5);
        assertNoVotes(3);
    }

    /** 2f+1 others had not executed the last batch when it came back: so it was in no later epoch before. */
    @Test
    void aReplicaThatLostItsDiskBeforeTheChangeVotesInTheNewEpochAtOnce() {
        decide(1, 2);
        loseTheDiskOf(3);
        ticks(2);
        decide(3, "rekey");
        ticks(12);
        assertThat(epoch(3)).isEqualTo(2);
        cluster.forget();
        decide(4, 4);
        assertThat(cluster.seen(3, Effect.Broadcast.class))
                .anyMatch(broadcast -> broadcast.message().message() instanceof Commit);
    }

    private void loseTheDiskOf(int replica) {
        cluster.disks.get(replica).clear();
        cluster.timers.get(replica).clear();
        cluster.mail.clear();
        cluster.start(replica, false);
        cluster.forget();
    }

    private void assertNoVotes(int replica) {
        assertThat(cluster.seen(replica, Effect.Broadcast.class))
                .noneMatch(broadcast -> broadcast.message().message() instanceof Vote);
    }
}
