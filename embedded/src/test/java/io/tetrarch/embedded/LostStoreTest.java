package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.node.observe.Await;
import io.tetrarch.node.replica.InspectionJson;
import io.tetrarch.node.store.DurableStore;
import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replica whose disk is replaced while the others go on. */
@Timeout(300)
class LostStoreTest {
    private static final int REPLACED = 3;
    private static final int ATTEMPTS = 6;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void aReplicaWithAnEmptyDiskListensForAWindowAndThenVotesAgain() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            gate.decide(DecidingProcess.action("/tmp/before"));
            gate.halt(REPLACED);
            delete(folder.resolve("replicas")
                    .resolve(gate.group().replicas().get(REPLACED).name()));
            gate.start(REPLACED);

            Decision first = gate.decide(DecidingProcess.action("/tmp/first"));
            assertThat(first.isApproved()).isTrue();
            int window = gate.group().configuration(REPLACED).limits().window();
            for (int i = 0; i < 2 * window; i++) {
                assertThat(gate.decide(DecidingProcess.action("/tmp/" + i)).isApproved())
                        .isTrue();
            }

            // three are left, so nothing could be decided without it
            gate.halt(1);
            assertThat(isApprovedAtLast(gate)).isTrue();
        }
        new OwnVotes().scan(folder, founded());
    }

    /** It died before its first turn, as when another store of the folder cannot be opened. */
    @Test
    void aReplicaThatDiesBeforeItsFirstStepStillKnowsThatItLostItsStore() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            gate.decide(DecidingProcess.action("/tmp/before"));
        }
        delete(store());
        DurableStore.open(store(), founded().domain(), REPLACED, false, WireLimits.of(4))
                .close();

        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            assertThat(stage(gate)).isEqualTo(ReplicaReport.Stage.LEARNING);
        }
    }

    @Test
    void aStoreThatWasPutBackFromAnOlderCopyIsThatOfALearner() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            putBack(gate, List.of(store()));
            assertThat(stage(gate)).isEqualTo(ReplicaReport.Stage.LEARNING);
            assertThat(gate.decide(DecidingProcess.action("/tmp/with-three")).isApproved())
                    .isTrue();
        }
        assertNobodyIsConvicted();
    }

    /** Nothing in the folder tells any more; the peers hold what it has signed since. */
    @Test
    void aStoreThatWasPutBackWithTheFileBesideItIsToldByItsPeers() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            putBack(gate, List.of(store(), signed()));
            assertThat(Await.until(gate, () -> stage(gate) == ReplicaReport.Stage.LEARNING))
                    .isTrue();
            assertThat(gate.decide(DecidingProcess.action("/tmp/with-three")).isApproved())
                    .isTrue();
        }
        assertNobodyIsConvicted();
    }

    @Test
    void replicasThatStartTogetherWithTheirStoresVote() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            gate.decide(DecidingProcess.action("/tmp/before"));
        }
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
            for (int i = 0; i < 4; i++) {
                assertThat(report(gate, i).stage()).isEqualTo(ReplicaReport.Stage.VOTING);
            }
        }
    }

    @Test
    void aGroupWithTooManyLearnersSaysThatItCannotDecide() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            gate.decide(DecidingProcess.action("/tmp/before"));
        }
        // one after the other: with two stores missing at once it would not open
        delete(store());
        EmbeddedCluster.builder().storedIn(folder).open().close();
        delete(store(2));
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            assertThat(Await.until(
                            gate, () -> report(gate, 0).votes().learners().size() == 2))
                    .isTrue();
            String said = InspectionJson.of(gate.group(), 0, gate.inspect(0).orElseThrow())
                    .get("notDeciding")
                    .toString();
            assertThat(said)
                    .contains("too many replicas may have lost votes, and only learn: "
                            + founded().replicaNames().get(2) + ", "
                            + founded().replicaNames().get(REPLACED));
        }
    }

    private static ReplicaReport report(EmbeddedCluster gate, int replica) {
        try {
            return gate.inspect(replica).orElseThrow().report().orElseThrow();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What is at these places now is put back after the replica has signed more. */
    private void putBack(EmbeddedCluster gate, List<Path> places) throws Exception {
        gate.decide(DecidingProcess.action("/tmp/before"));
        gate.halt(REPLACED);
        Path copies = Files.createDirectories(elsewhere.resolve("copies"));
        for (Path place : places) {
            copy(place, copies.resolve(place.getFileName()));
        }
        gate.start(REPLACED);
        // with one of the others away, its votes are needed
        gate.halt(1);
        for (int i = 0; i < 3; i++) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/forgotten-" + i))
                            .isApproved())
                    .isTrue();
        }
        gate.start(1);
        gate.halt(REPLACED);
        for (Path place : places) {
            delete(place);
            copy(copies.resolve(place.getFileName()), place);
        }
        gate.start(REPLACED);
    }

    private static ReplicaReport.Stage stage(EmbeddedCluster gate) {
        return report(gate, REPLACED).stage();
    }

    private Group founded() throws Exception {
        return GroupFile.read(Files.readAllBytes(folder.resolve("group.json")), EpochChangeTest.SCHEME);
    }

    private Path store() throws Exception {
        return store(REPLACED);
    }

    private Path store(int replica) throws Exception {
        return folder.resolve("replicas").resolve(founded().replicaNames().get(replica));
    }

    private Path signed() throws Exception {
        Path store = store();
        return store.resolveSibling(store.getFileName() + ".signed");
    }

    private void assertNobodyIsConvicted() throws Exception {
        try (Inspection inspection = Inspection.open(folder, EpochChangeTest.SCHEME)) {
            assertThat(inspection.convictions()).isEmpty();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    /** It gives no verdict on what was asked before it came back, and the view it comes back in is two further. */
    private static boolean isApprovedAtLast(EmbeddedCluster gate) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (gate.decide(DecidingProcess.action("/tmp/last-" + attempt)).isApproved()) {
                    return true;
                }
            } catch (UndecidedException tooEarly) {
                assertThat(tooEarly.reason()).isNotEqualTo(UndecidedException.Reason.CLOSED);
            }
        }
        return false;
    }

    private static void delete(Path tree) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(tree)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
