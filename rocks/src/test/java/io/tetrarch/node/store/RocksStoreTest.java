package io.tetrarch.node.store;

import static io.tetrarch.node.store.Records.DOMAIN;
import static io.tetrarch.node.store.Records.batch;
import static io.tetrarch.node.store.Records.executed;
import static io.tetrarch.node.store.Records.proposal;
import static io.tetrarch.node.store.Records.snapshot;
import static io.tetrarch.node.store.Records.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.Stored;
import io.tetrarch.rocks.RocksFamilies;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {
    /** A store has a file beside it, so each is in a folder of its own. */
    @TempDir
    Path home;

    @TempDir
    Path originalHome;

    private Path folder = Path.of("");
    private Path original = Path.of("");

    @BeforeEach
    void name() throws IOException {
        folder = home.resolve("store");
        original = originalHome.resolve("store");
    }

    @Test
    void recordsComeBackInTheOrderTheyWereAppended() throws IOException {
        List<Stored> records = List.of(vote(1), proposal(1), executed(1), vote(2));
        try (DurableStore store = open(true)) {
            assertThat(store.recover()).isEqualTo(History.NONE);
            store.append(records.subList(0, 2));
            store.append(records.subList(2, 4));
        }
        try (DurableStore store = open(true)) {
            assertThat(store.recover()).isEqualTo(new History(records));
        }
    }

    @Test
    void truncationLeavesTheSnapshotWhatFollowsItAndTheLedger() throws IOException {
        try (DurableStore store = open(true)) {
            store.recover();
            store.append(List.of(vote(1), proposal(1), executed(1), proposal(9), snapshot(1), vote(2)));
            store.truncate();
            assertThat(store.archive().size()).isEqualTo(1);
        }
        try (DurableStore store = open(true)) {
            assertThat(store.recover().records()).containsExactly(snapshot(1), vote(2));
            assertThat(store.archive().pieceWith(0).orElseThrow().batches()).containsExactly(batch(1));
            store.append(List.of(vote(3)));
        }
        try (DurableStore store = open(true)) {
            assertThat(store.recover().records()).containsExactly(snapshot(1), vote(2), vote(3));
        }
    }

    @Test
    void aStoreThatVanishedIsNotTakenForANewOne() throws IOException {
        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).containsExactly(Stored.Learning.BEGINS);
        }
    }

    /** It died before its first step: whoever opens the store next finds it there, and still knows. */
    @Test
    void thatAStoreVanishedIsKnownAtEveryLaterStart() throws IOException {
        open(false).close();
        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).containsExactly(Stored.Learning.BEGINS);
        }
    }

    @Test
    void aStoreOfAnotherReplicaIsRefused() throws IOException {
        open(true).close();

        assertThatThrownBy(() -> DurableStore.open(folder, DOMAIN, 1, true, WireLimits.of(4)))
                .isInstanceOf(IOException.class)
                .hasMessage("the store in " + folder + " is of another group, epoch or replica");
    }

    @Test
    void aTornTailIsRepaired() throws IOException {
        fill();
        Path log = log();
        truncate(log, Files.size(log) - 3);

        try (DurableStore store = open(true)) {
            assertThat(store.recover().records()).containsExactly(vote(1), vote(2));
        }
    }

    @Test
    void rotInTheMiddleStopsTheNode() throws IOException {
        fill();
        Path log = log();
        flip(log, Files.size(log) / 2);

        assertThatThrownBy(() -> {
                    try (DurableStore store = open(true)) {
                        store.recover();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("damaged");
    }

    @Test
    void logsDoNotGrowInNumberWithEveryStart() throws IOException {
        for (int i = 1; i <= 30; i++) {
            try (DurableStore store = open(true)) {
                assertThat(store.recover().records()).hasSize(i - 1);
                store.append(List.of(vote(i)));
            }
            assertThat(names(".log")).hasSizeLessThan(10);
        }
        assertThat(names(".sst")).isNotEmpty();
    }

    @Test
    void aStoreWithoutTheFileThatNamesItsManifestIsDamagedAndNotBegunAnew() throws IOException {
        fill();
        Files.delete(folder.resolve("CURRENT"));
        List<String> before = names("");

        assertThatThrownBy(() -> open(true))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageStartingWith("the store in " + folder + " is damaged and must not be used: it has ")
                .hasMessageEndingWith(".log but not CURRENT");
        assertThat(names("")).isEqualTo(before);
    }

    @Test
    void aStoreOfALaterVersionIsRefused() throws IOException {
        RocksFamilies.open(folder, List.of("votes", "batches", "snapshots", "ledger", "evidence", "later"))
                .close();

        assertThatThrownBy(() -> open(true))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageStartingWith("the store in " + folder + " is of another version than this program's: ");
    }

    private List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Three synced appends that are all in the write-ahead log. Of the last, the file beside the store says that it is under
     * way, as when power is lost amid it.
     */
    private void fill() throws IOException {
        try (DurableStore store = DurableStore.open(original, DOMAIN, 0, true, WireLimits.of(4))) {
            store.recover();
            for (int i = 1; i <= 3; i++) {
                copyMark();
                store.append(List.of(vote(i)));
            }
            // closing flushes: what a crash leaves is a copy taken before
            copy(original, folder);
        }
    }

    private void copyMark() throws IOException {
        Files.copy(SignedMark.of(original), SignedMark.of(folder), StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Stored> withMark(Stored... records) {
        List<Stored> all = new ArrayList<>(List.of(records));
        all.add(Stored.Learning.BEGINS);
        return all;
    }

    /** What was acknowledged was sent: the store lacks it, and the file beside it tells. */
    @Test
    void aStoreThatLostItsNewestWritesIsTheStoreOfALearner() throws IOException {
        fill();
        copyMark();
        Path log = log();
        truncate(log, Files.size(log) - 3);

        try (DurableStore store = open(true)) {
            assertThat(store.recover().records()).isEqualTo(withMark(vote(1), vote(2)));
        }
        try (DurableStore store = open(true)) {
            // known once, and not lost again at every start
            assertThat(store.recover().records()).isEqualTo(withMark(vote(1), vote(2)));
            store.append(List.of(vote(4)));
        }
        try (DurableStore store = open(true)) {
            assertThat(store.recover().records()).hasSize(4).endsWith(vote(4));
        }
    }

    @Test
    void aStoreWithoutItsNewestLogFileIsTheStoreOfALearner() throws IOException {
        fill();
        copyMark();
        Files.delete(log());

        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).containsExactly(Stored.Learning.BEGINS);
        }
    }

    @Test
    void anOlderCopyOfAStoreIsTheStoreOfALearner() throws IOException {
        try (DurableStore store = DurableStore.open(original, DOMAIN, 0, true, WireLimits.of(4))) {
            store.recover();
            store.append(List.of(vote(1)));
            copy(original, folder);
            store.append(List.of(vote(2)));
            copyMark();
        }
        try (DurableStore looking = DurableStore.openForReading(folder, DOMAIN, 0, WireLimits.of(4))) {
            assertThat(looking.recover().records()).isEqualTo(withMark(vote(1)));
        }
        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).isEqualTo(withMark(vote(1)));
        }
    }

    /** The file is behind then, and nothing is missing. */
    @Test
    void aCrashBeforeTheFileBesideItIsSyncedLosesNothing() throws IOException {
        try (DurableStore store = DurableStore.open(original, DOMAIN, 0, true, WireLimits.of(4))) {
            store.recover();
            store.append(List.of(vote(1)));
            copyMark();
            store.append(List.of(vote(2)));
            copy(original, folder);
        }
        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).containsExactly(vote(1), vote(2));
        }
    }

    @Test
    void executedBatchesThatWereNotSyncedAreNotMissed() throws IOException {
        try (DurableStore store = DurableStore.open(original, DOMAIN, 0, true, WireLimits.of(4))) {
            store.recover();
            store.append(List.of(vote(1)));
            copy(original, folder);
            store.append(List.of(executed(1)));
            store.append(List.of(executed(2)));
            copyMark();
        }
        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).containsExactly(vote(1));
        }
    }

    @Test
    void aLogThatWasCutOffIsNoShorter() throws IOException {
        try (DurableStore store = open(true)) {
            store.recover();
            store.append(List.of(vote(1), proposal(1), executed(1), snapshot(1), vote(2)));
            store.truncate();
            store.append(List.of(vote(3)));
        }
        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).containsExactly(snapshot(1), vote(2), vote(3));
        }
    }

    @Test
    void theFileBesideAStoreIsMissedOnceItWasThere() throws IOException {
        try (DurableStore store = open(true)) {
            store.recover();
            store.append(List.of(vote(1)));
        }
        Files.delete(SignedMark.of(folder));

        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).isEqualTo(withMark(vote(1)));
        }
        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).isEqualTo(withMark(vote(1)));
        }
    }

    @Test
    void aFileBesideAStoreThatCannotBeReadIsAsGoodAsNone() throws IOException {
        try (DurableStore store = open(true)) {
            store.recover();
            store.append(List.of(vote(1)));
        }
        Files.write(SignedMark.of(folder), new byte[12_288]);

        try (DurableStore store = open(false)) {
            assertThat(store.recover().records()).isEqualTo(withMark(vote(1)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private Path log() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max((one, other) -> one.getFileName().compareTo(other.getFileName()))
                    .orElseThrow();
        }
    }

    private static void truncate(Path file, long size) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(size);
        }
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(offset);
            int value = open.read();
            open.seek(offset);
            open.write(value ^ 0xff);
        }
    }

    private DurableStore open(boolean mayBeNew) throws IOException {
        return DurableStore.open(folder, DOMAIN, 0, mayBeNew, WireLimits.of(4));
    }
}
