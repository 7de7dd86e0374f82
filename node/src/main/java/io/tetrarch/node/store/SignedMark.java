package io.tetrarch.node.store;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A second place, beside a store's folder, that says how far its log went: so that a store which lost its newest records,
 * or was put back from an older copy, is found to be too short. It holds the position up to which the log is known to have
 * been durable. As soon as a write of the log is, the file begins to say so, on a thread of its own; and the next write is
 * not over before it says so durably. So the file is behind by the latest write at most, and only while it is being
 * synced. It has the time of a round of messages and of the store's own sync for that, so that nobody waits for it unless
 * it is slower than they are together.
 *
 * <p>A file of fixed size with three slots in blocks of their own, each with a checksum: two that take turns, each synced
 * before the other is written, so that a torn write leaves the one before; and one that is written at once and not synced,
 * which survives the end of a process if not that of its machine. The slot written last counts.
 *
 * <p>Used by one thread at a time, besides its own.
 */
final class SignedMark implements AutoCloseable {
    static final String SUFFIX = ".signed";

    private static final int SLOT_BYTES = 4096;
    private static final int SLOTS = 3;
    private static final int UNSYNCED = 2;
    private static final int CONTENT_BYTES = 3 * Long.BYTES;

    private final byte[] identity;
    private final Disk.OpenFile file;
    private final ExecutorService beside;

    /** What the file says, or is about to. */
    private Slot latest;
    /** That it says so durably. */
    private Future<?> syncing = CompletableFuture.completedFuture(null);

    private int turn;

    /** @param written counts the writes of the file */
    private record Slot(long written, long confirmed) {}

    private SignedMark(byte[] identity, Disk.OpenFile file, ExecutorService beside, Slot latest, int turn) {
        this.identity = identity;
        this.file = file;
        this.beside = beside;
        this.latest = latest;
        this.turn = turn;
    }

    static Path of(Path store) {
        return store.resolveSibling(store.getFileName() + SUFFIX);
    }

    /**
     * Opens one that exists.
     *
     * @param identity whose log it speaks of; another's is as unreadable as one that is damaged
     * @return empty if it cannot be read
     */
    static Optional<SignedMark> open(Storage storage, Path path, byte[] identity) throws IOException {
        Disk.OpenFile file = storage.disk().open(path);
        try {
            Optional<Slot> latest = latest(file, identity);
            if (latest.isPresent()) {
                // the slot that was written longer ago, or cannot be read, is the next to be written
                long first = read(file, 0, identity).map(Slot::written).orElse(-1L);
                long second = read(file, 1, identity).map(Slot::written).orElse(-1L);
                SignedMark mark =
                        new SignedMark(identity, file, storage.beside(), latest.get(), first <= second ? 0 : 1);
                mark.sync(); // it may hold what only the process before could rely on
                return Optional.of(mark);
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    /** The position confirmed in the file at {@code path}; empty if it cannot be read. Changes nothing. */
    static Optional<Long> confirmed(Disk disk, Path path, byte[] identity) throws IOException {
        try (Disk.OpenFile file = disk.openForReading(path)) {
            return latest(file, identity).map(Slot::confirmed);
        }
    }

    private static Optional<Slot> latest(Disk.OpenFile file, byte[] identity) throws IOException {
        Optional<Slot> latest = Optional.empty();
        for (int i = 0; i < SLOTS; i++) {
            Optional<Slot> slot = read(file, i, identity);
            if (slot.isPresent()
                    && (latest.isEmpty() || slot.get().written() > latest.get().written())) {
                latest = slot;
            }
        }
        return latest;
    }

    /** Makes one in the place of whatever is there: a crash leaves that, or the new one whole. */
    static SignedMark create(Storage storage, Path path, byte[] identity, long confirmed) throws IOException {
        byte[] content = Arrays.copyOf(bytes(new Slot(1, confirmed), identity), SLOTS * SLOT_BYTES);
        WholeFile.replace(storage.disk(), path, content);
        return open(storage, path, identity).orElseThrow(() -> new IOException(path + " cannot be read back"));
    }

    /** Up to where the log is known to have been durable. */
    long confirmed() {
        return latest.confirmed();
    }

    /** The log is durable up to here. The file says so for whoever starts on this machine, and soon durably. */
    void confirm(long durable) throws IOException {
        latest = new Slot(latest.written() + 1, durable);
        write(UNSYNCED, latest);
        sync();
    }

    private void sync() {
        Slot slot = latest;
        int place = turn;
        turn = 1 - turn;
        Future<?> before = syncing;
        syncing = beside.submit(() -> {
            before.get(); // in order; and what failed once fails for good
            write(place, slot);
            file.syncInPlace();
            return null;
        });
    }

    /**
     * Waits until the file says durably what was confirmed last.
     *
     * @throws IOException if it cannot be written; nothing more may be sent then
     */
    void await() throws IOException {
        try {
            syncing.get();
        } catch (ExecutionException e) {
            throw new IOException("the place beside the store cannot be written: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the place beside the store was written", e);
        }
    }

    /** The log ends here from now on, durably: what it once held more was lost, and that is known. */
    void reset(long end) throws IOException {
        await();
        confirm(end);
        await();
    }

    private void write(int place, Slot slot) throws IOException {
        file.write((long) place * SLOT_BYTES, bytes(slot, identity));
    }

    /** Earlier builds held between the two numbers, and read there, which position was being written; it decided nothing. */
    private static byte[] bytes(Slot slot, byte[] identity) {
        return ByteBuffer.allocate(CONTENT_BYTES + Digest.SIZE_BYTES)
                .putLong(slot.written())
                .putLong(slot.confirmed())
                .putLong(slot.confirmed())
                .put(checksum(slot, slot.confirmed(), identity).toArray())
                .array();
    }

    private static Digest checksum(Slot slot, long attempted, byte[] identity) {
        return new Encoder()
                .string("tetrarch signed v1")
                .bytes(identity)
                .u64(slot.written())
                .u64(attempted)
                .u64(slot.confirmed())
                .sha3();
    }

    private static Optional<Slot> read(Disk.OpenFile file, int place, byte[] identity) throws IOException {
        long at = (long) place * SLOT_BYTES;
        int length = CONTENT_BYTES + Digest.SIZE_BYTES;
        if (file.length() < at + length) {
            return Optional.empty();
        }
        ByteBuffer content = ByteBuffer.wrap(file.read(at, length));
        long written = content.getLong();
        long attempted = content.getLong();
        Slot slot = new Slot(written, content.getLong());
        byte[] sum = new byte[Digest.SIZE_BYTES];
        content.get(sum);
        return Digest.of(sum).equals(checksum(slot, attempted, identity)) ? Optional.of(slot) : Optional.empty();
    }

    /** What was confirmed is synced before, unless that fails, and then the file is behind as after a crash. */
    @Override
    public void close() {
        try {
            await();
        } catch (IOException behind) {
            // whoever writes next is told; a start finds what a crash would have left
        }
        beside.shutdown();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
