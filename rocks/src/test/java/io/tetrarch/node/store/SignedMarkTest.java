package io.tetrarch.node.store;

import static io.tetrarch.node.store.Records.DOMAIN;
import static io.tetrarch.node.store.Records.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SignedMarkTest {
    private static final byte[] IDENTITY = DurableOpening.identity(DOMAIN, 0);
    private static final long SLOT_BYTES = 4096;
    private static final int UNSYNCED = 2;

    @TempDir
    Path home;

    /** A disk that is slower with the file than with the store lets nothing out. */
    @Test
    void aWriteIsNotOverBeforeTheFileSaysDurablyWhatWasThereBefore() throws Exception {
        Semaphore maySync = new Semaphore(1); // for what the file says when it is opened
        try (DurableStore store = open(file -> {
            maySync.acquireUninterruptibly();
            file.syncInPlace();
        })) {
            store.recover();
            store.append(List.of(vote(1)));
            FutureTask<Boolean> second = new FutureTask<>(() -> {
                store.append(List.of(vote(2)));
                return true;
            });
            Thread writing = Thread.ofPlatform().start(second);
            while (writing.getState() != Thread.State.WAITING && writing.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(second.isDone()).isFalse();

            maySync.release();
            assertThat(second.get()).isTrue();
            maySync.release(); // for closing
        }
    }

    @Test
    void aFileThatCannotBeSyncedStopsTheStore() throws IOException {
        AtomicInteger syncs = new AtomicInteger();
        try (DurableStore store = open(file -> {
            if (syncs.incrementAndGet() > 1) {
                throw new IOException("the disk is gone");
            }
        })) {
            store.recover();
            store.append(List.of(vote(1)));
            for (int i = 2; i <= 3; i++) {
                int next = i;
                assertThatThrownBy(() -> store.append(List.of(vote(next))))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("the place beside the store cannot be written: ")
                        .hasMessageEndingWith("the disk is gone");
            }
        }
    }

    /** So a store that lacks just the latest write is noticed, though none came after it. */
    @Test
    void theLatestWriteIsSaidDurablyWithoutANextOne() throws Exception {
        CountDownLatch synced = new CountDownLatch(2); // what was there at the opening, then the write
        try (DurableStore store = open(file -> {
            file.syncInPlace();
            synced.countDown();
        })) {
            store.recover();
            store.append(List.of(vote(1)));
            synced.await();

            Path copy = Files.copy(SignedMark.of(folder()), home.resolve("copy.signed"));
            flip(copy, UNSYNCED);
            assertThat(SignedMark.confirmed(Disk.system(), copy, IDENTITY)).contains(1L);
        }
    }

    /** And once they are closed nothing is behind. */
    @Test
    void writesWithinTheBoundShareASync() throws IOException {
        AtomicInteger syncs = new AtomicInteger();
        Storage late = OtherSyncs.storage(
                file -> {
                    file.syncInPlace();
                    syncs.incrementAndGet();
                },
                Duration.ofHours(1));
        try (DurableStore store = DurableStore.open(late, folder(), DOMAIN, 0, true, WireLimits.of(4))) {
            store.recover();
            for (int i = 1; i <= 3; i++) {
                store.append(List.of(vote(i)));
            }
            assertThat(syncs).hasValue(0);
            assertThat(SignedMark.confirmed(Disk.system(), SignedMark.of(folder()), IDENTITY))
                    .contains(3L);
        }
        assertThat(syncs).hasValue(1);
    }

    /** After a loss nothing goes on before the file says where the log ends now. */
    @Test
    void thatTheLogEndsEarlierIsSaidDurablyAtOnce() throws IOException {
        Path mark = home.resolve("reset.signed");
        SignedMark.create(Storage.system(), mark, IDENTITY, 9).close();
        Storage late = OtherSyncs.storage(Disk.OpenFile::syncInPlace, Duration.ofHours(1));
        try (SignedMark opened = SignedMark.open(late, mark, IDENTITY).orElseThrow()) {
            opened.reset(4);
            Path copy = Files.copy(mark, home.resolve("copy.signed"));
            flip(copy, UNSYNCED);
            assertThat(SignedMark.confirmed(Disk.system(), copy, IDENTITY)).contains(4L);
        }
    }

    /** The slot that is not synced, and the one that was being written, were torn by a loss of power. */
    @Test
    void tornSlotsLeaveTheOneBefore() throws IOException {
        Path mark = home.resolve("torn.signed");
        try (SignedMark made = SignedMark.create(Storage.system(), mark, IDENTITY, 5)) {
            made.confirm(7);
            made.catchUp();
            made.confirm(9);
        }
        assertThat(SignedMark.confirmed(Disk.system(), mark, IDENTITY)).contains(9L);
        flip(mark, UNSYNCED);
        byte[] before = Files.readAllBytes(mark);
        List<Long> left = new ArrayList<>();
        for (int slot = 0; slot < UNSYNCED; slot++) {
            flip(mark, slot);
            left.add(SignedMark.confirmed(Disk.system(), mark, IDENTITY).orElseThrow());
            try (SignedMark again =
                    SignedMark.open(Storage.system(), mark, IDENTITY).orElseThrow()) {
                again.confirm(11);
            }
            assertThat(SignedMark.confirmed(Disk.system(), mark, IDENTITY)).contains(11L);
            Files.write(mark, before);
        }
        assertThat(left).containsExactlyInAnyOrder(7L, 9L);
    }

    @Test
    void theFileBesideAnotherReplicasStoreCannotBeRead() throws IOException {
        Path mark = home.resolve("other.signed");
        SignedMark.create(Storage.system(), mark, DurableOpening.identity(DOMAIN, 1), 5)
                .close();

        assertThat(SignedMark.confirmed(Disk.system(), mark, IDENTITY)).isEmpty();
    }

    private static void flip(Path mark, int slot) throws IOException {
        long offset = slot * SLOT_BYTES + Long.BYTES;
        try (RandomAccessFile open = new RandomAccessFile(mark.toFile(), "rw")) {
            open.seek(offset);
            int value = open.read();
            open.seek(offset);
            open.write(value ^ 0xff);
        }
    }

    private Path folder() {
        return home.resolve("store");
    }

    private DurableStore open(OtherSyncs.Sync beside) throws IOException {
        return DurableStore.open(OtherSyncs.storage(beside), folder(), DOMAIN, 0, true, WireLimits.of(4));
    }
}
