package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.StateRoot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paper, sections 4.3 and 5.3.2: checkpoints, garbage collection, state transfer. K is 4 here, the window 8. */
final class CheckpointTest {
    private final Cluster cluster = new Cluster(4);

    private void decide(int from, int to) {
        for (int n = from; n <= to; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
    }

    private Standing standing(int replica) {
        return cluster.replicas.get(replica).standing();
    }

    @Test
    void aQuorumOfEqualCheckpointsMovesTheLowWatermark() {
        decide(1, 3);
        assertThat(standing(1).lowWatermark()).isZero();
        decide(4, 4);
        for (int i = 0; i < 4; i++) {
            assertThat(standing(i).lowWatermark()).isEqualTo(4);
        }
    }

    @Test
    void theDiskHoldsTheSnapshotAndWhatFollowsIt() {
        decide(1, 4);
        List<Stored> disk = cluster.disks.get(2);
        assertThat(disk.getFirst()).isInstanceOf(Stored.Snapshot.class);
        assertThat(disk).noneMatch(Stored.Executed.class::isInstance);
        assertThat(disk).anyMatch(Stored.Prepared.class::isInstance);
    }

    @Test
    void nothingIsProposedBeyondTheWindowUntilACheckpointIsStable() {
        cluster.delivers = letter -> !(letter.signed().message() instanceof Checkpoint);
        decide(1, 12);
        assertThat(standing(1).executed()).isEqualTo(8);
        cluster.delivers = letter -> true;
        cluster.tick();
        cluster.tick();
        assertThat(cluster.services.get(1).decided()).hasSize(12);
    }

    @Test
    void votesAtOrBelowTheLowWatermarkAreRefused() {
        decide(1, 4);
        assertThat(cluster.receive(1, signed(2, new Prepare(0, 4, Digest.ZERO))))
                .containsExactly(new Effect.Drop(2, Rejection.OUTSIDE_WINDOW));
        assertThat(cluster.receive(1, signed(2, new Checkpoint(4, Digest.ZERO, Digest.ZERO))))
                .containsExactly(new Effect.Drop(2, Rejection.OUTSIDE_WINDOW));
        assertThat(cluster.receive(1, signed(2, new Checkpoint(5, Digest.ZERO, Digest.ZERO))))
                .containsExactly(new Effect.Drop(2, Rejection.OUTSIDE_WINDOW));
    }

    @Test
    void aReplicaWhoseStateAQuorumContradictsHalts() {
        cluster.delivers = letter -> !(letter.signed().message() instanceof Checkpoint);
        decide(1, 4);
        Checkpoint other = new Checkpoint(4, Digest.ZERO, Digest.ZERO);
        cluster.receive(1, signed(0, other));
        cluster.receive(1, signed(2, other));
        assertThatThrownBy(() -> cluster.receive(1, signed(3, other))).isInstanceOf(BrokenInvariant.class);
    }

    @Test
    void aReplicaThatMissedAFewBatchesIsSentThemWithTheirCertificate() {
        cluster.delivers = letter -> letter.to() != 3;
        decide(1, 3);
        assertThat(standing(3).executed()).isZero();
        cluster.delivers = letter -> true;
        cluster.tick();
        assertThat(standing(3).executed()).isEqualTo(3);
        assertThat(cluster.seen(3, Effect.Installed.class)).isEmpty();
    }

    @Test
    void aReplicaThatMissedACheckpointIsBroughtToIt() {
        cluster.delivers = letter -> letter.to() != 3;
        decide(1, 10);
        cluster.delivers = letter -> true;
        for (int i = 0; i < 6; i++) {
            cluster.tick();
        }
        assertThat(cluster.seen(3, Effect.Installed.class)).containsExactly(new Effect.Installed(8));
        assertThat(standing(3).executed()).isEqualTo(10);
        assertThat(cluster.services.get(3).decided())
                .isEqualTo(cluster.services.get(1).decided());
        decide(11, 12);
        assertThat(standing(3).executed()).isEqualTo(12);
    }

    /**
     * A replica died before the others had its vote for the checkpoint. Only the one that lacks the state has all of the
     * certificate: it can get that state from nobody until it shows the others that it is stable.
     */
    @Test
    void aCheckpointThatOnlyALaggardKnowsToBeStableIsShownToThoseThatTookIt() {
        cluster.delivers = letter -> letter.to() != 3;
        decide(1, 4);
        cluster.delivers = letter -> letter.signed().message() instanceof Checkpoint
                ? letter.to() == 3 || letter.from() != 2
                : letter.to() != 3;
        decide(5, 8);
        cluster.delivers = letter -> letter.from() != 2 && letter.to() != 2;
        for (int i = 0; i < 8; i++) {
            cluster.tick();
        }
        for (int i : List.of(0, 1, 3)) {
            assertThat(standing(i).lowWatermark()).as("replica %s", i).isEqualTo(8);
            assertThat(standing(i).executed()).as("replica %s", i).isEqualTo(8);
        }
    }

    /** bft-smart#62, omnia#348: whoever sends the chunks, the certificate decides. */
    @Test
    void aChunkThatDoesNotLeadToTheCertifiedRootIsRefused() {
        cluster.delivers = letter -> letter.to() != 3;
        decide(1, 8);
        cluster.delivers = letter -> {
            boolean lie = letter.to() == 3 && letter.signed().message() instanceof Chunk && letter.from() != 0;
            if (lie) {
                Signed<?> poisoned = poison(letter.signed());
                assertThat(cluster.receive(3, poisoned))
                        .contains(new Effect.Drop(letter.from(), Rejection.BAD_CERTIFICATE));
            }
            return !lie;
        };
        for (int i = 0; i < 30; i++) {
            cluster.tick();
        }
        assertThat(standing(3).executed()).isEqualTo(8);
        assertThat(cluster.services.get(3).decided())
                .isEqualTo(cluster.services.get(1).decided());
    }

    private static Signed<?> poison(Signed<?> signed) {
        Chunk chunk = (Chunk) signed.message();
        byte[] content = chunk.content().toArray();
        content[0] ^= 1;
        return signed(signed.sender(), new Chunk(chunk.sequence(), Bytes.wrap(content), chunk.path()));
    }

    @Test
    void aPieceOfTheChainMustHangTogether() {
        decide(1, 3);
        Cluster other = new Cluster(4);
        List<Effect.Execute> executed = cluster.seen(1, Effect.Execute.class);
        Committed gap = new Committed(
                List.of(
                        executed.get(0).batches().getFirst(),
                        executed.get(2).batches().getFirst()),
                executed.get(2).certificate());
        assertThat(other.receive(3, signed(1, gap))).containsExactly(new Effect.Drop(1, Rejection.BAD_BATCH));
        Committed uncertified = new Committed(
                List.of(executed.get(0).batches().getFirst()),
                Forge.committed(0, Forge.link(executed.get(0).batches().getFirst()), 1, 2));
        assertThat(other.receive(3, signed(1, uncertified)))
                .containsExactly(new Effect.Drop(1, Rejection.BAD_CERTIFICATE));
        assertThat(other.executed(3)).isZero();
    }

    @Test
    void aStateRootCommitsToEveryChunkAndTheirNumber() {
        List<Bytes> chunks = List.of(Bytes.wrap(new byte[] {1}), Bytes.wrap(new byte[] {2}), Bytes.EMPTY);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(StateRoot.of(chunks.get(i), StateRoot.paths(chunks).get(i)))
                    .contains(StateRoot.of(chunks));
        }
        assertThat(StateRoot.of(chunks.subList(0, 2))).isNotEqualTo(StateRoot.of(chunks));
    }
}
