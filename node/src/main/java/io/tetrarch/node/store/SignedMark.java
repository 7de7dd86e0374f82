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
import java.util.concurrent.TimeUnit;

/**
 * A second place, beside a store's folder, that says how far its log went: so that a store which lost its newest records,
 * or was put back from an older copy, is found to be too short. It holds the position up to which the log is known to have
 * been durable. That is written after each write of the log, and synced a little later, on a thread of its own, for all
 * writes until then: to sync it for each costs a decision a quarter of its time. A write is not over while the file has
 * not said durably for longer than {@link Storage#mostBehind} what was durable before: a slow disk lets nothing out.
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
    private final long mostBehindNanos;

    /** What the file says, or is about to. Guarded by this, as all up to the turn. */
    private Slot latest;
    /** That it says so durably. */
    private Future<?> syncing = CompletableFuture.completedFuture(null);

    /** Whether a sync is to come that takes along what is confirmed until then. */
    private boolean due;

    private long dueSinceNanos;
    /** Since when the file has not said durably all that it says; of no meaning if it has. */
    private long behindSinceNanos;
    /** Somebody waits for the sync that is to come. */
    private boolean hurried;

    /** The slot that is written next. Of what syncs alone. */
    private int turn;

    /** @param written counts the writes of the file */
    private record Slot(long written, long confirmed) {}

    private SignedMark(byte[] identity, Disk.OpenFile file, Storage storage, Slot latest, int turn) {
        this.identity = identity;
        this.file = file;
        this.beside = storage.beside();
        this.mostBehindNanos = storage.mostBehind().toNanos();
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
                SignedMark mark = new SignedMark(identity, file, storage, latest.get(), first <= second ? 0 : 1);
                mark.syncSoon(); // it may hold what only the process before could rely on
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
    synchronized long confirmed() {
        return latest.confirmed();
    }

    /** The log is durable up to here. The file says so for whoever starts on this machine, and soon durably. */
    void confirm(long durable) throws IOException {
        write(UNSYNCED, following(durable));
        syncSoon();
    }

    private synchronized Slot following(long durable) {
        latest = new Slot(latest.written() + 1, durable);
        return latest;
    }

    private synchronized void syncSoon() {
        if (due) {
            return;
        }
        due = true;
        dueSinceNanos = System.nanoTime();
        if (syncing.isDone()) {
            behindSinceNanos = dueSinceNanos;
        }
        Future<?> before = syncing;
        syncing = beside.submit(() -> {
            before.get(); // in order; and what failed once fails for good
            write(turn, takeDue());
            turn = 1 - turn;
            file.syncInPlace();
            synced();
            return null;
        });
    }

    /** Half of the time that the file may be behind goes by before that, so that nobody waits for an ordinary disk. */
    private synchronized Slot takeDue() throws InterruptedException {
        long untilNanos = dueSinceNanos + mostBehindNanos / 2;
        for (long left = untilNanos - System.nanoTime(); left > 0 && !hurried; left = untilNanos - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        hurried = false;
        due = false;
        return latest;
    }

    private synchronized void synced() {
        behindSinceNanos = dueSinceNanos;
    }

    /**
     * Waits while the file is further behind than it may be.
     *
     * @throws IOException if it cannot be written; nothing more may be sent then
     */
    void await() throws IOException {
        if (!isCloseEnough()) {
            catchUp();
        }
    }

    private synchronized boolean isCloseEnough() {
        return !syncing.isDone() && System.nanoTime() - behindSinceNanos < mostBehindNanos;
    }

    /** Waits until the file says durably what was confirmed last. */
    void catchUp() throws IOException {
        Future<?> written = hurry();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    written.get();
                    return;
                } catch (InterruptedException e) {
                    // whoever interrupts a caller whose thread is lent to this replica means the caller
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("the place beside the store cannot be written: " + e.getCause(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Future<?> hurry() {
        hurried = due;
        notifyAll();
        return syncing;
    }

    /** The log ends here from now on, durably: what it once held more was lost, and that is known. */
    void reset(long end) throws IOException {
        catchUp();
        confirm(end);
        catchUp();
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
            catchUp();
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
