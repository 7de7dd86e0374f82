package io.tetrarch.node.store;

import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A second place, beside a store's folder, that says how far its log went: so that a store which lost its newest records,
 * or was put back from an older copy, is found to be too short. It holds the position up to which the log is known to have
 * been durable. That is written after each write of the log, and synced a little later, on a thread of its own, for all
 * writes until then: to sync it for each costs a decision a quarter of its time. A write is not over while the file has
 * not said durably for longer than {@link Syncing#mostBehind} what was durable before; a slow disk lets nothing out.
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
    private static final long NONE = -1;

    private final byte[] identity;
    private final FileChannel file;
    private final Syncing how;
    private final Thread syncing;

    /** What the file says, or is about to. */
    private Slot latest;
    /** Up to which slot it says so durably. */
    private long synced;
    /** Since when it has not said durably all that it says; of no meaning if it has. */
    private long behindSinceNanos;

    private boolean hurried;
    private boolean closed;
    private @Nullable Throwable failure;
    /** Of the thread that syncs alone: the slot it writes next. */
    private int turn;

    /** Makes what was written to a file durable. */
    @FunctionalInterface
    interface Sync {
        void sync(FileChannel file) throws IOException;
    }

    /**
     * How the file is synced.
     *
     * @param mostBehind for how long at most what it says need not be durable; half of it goes by before it is synced
     */
    record Syncing(Sync sync, Duration mostBehind) {
        static final Syncing USUAL = new Syncing(file -> file.force(false), Duration.ofMillis(20));
    }

    /** @param written counts the writes of the file */
    private record Slot(long written, long confirmed) {}

    private SignedMark(byte[] identity, FileChannel file, Syncing how, Slot latest, int turn) {
        this.identity = identity;
        this.file = file;
        this.how = how;
        this.latest = latest;
        this.synced = NONE; // it may hold what only the process before could rely on
        this.behindSinceNanos = System.nanoTime();
        this.turn = turn;
        this.syncing = Thread.ofPlatform().daemon().name("tetrarch-signed").start(this::sync);
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
    static Optional<SignedMark> open(Path path, byte[] identity, Syncing how) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Optional<Slot> latest = latest(file, identity);
            if (latest.isPresent()) {
                // the slot that was written longer ago, or cannot be read, is the next to be written
                long first = read(file, 0, identity).map(Slot::written).orElse(NONE);
                long second = read(file, 1, identity).map(Slot::written).orElse(NONE);
                return Optional.of(new SignedMark(identity, file, how, latest.get(), first <= second ? 0 : 1));
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    /** The position confirmed in the file at {@code path}; empty if it cannot be read. Changes nothing. */
    static Optional<Long> confirmed(Path path, byte[] identity) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return latest(file, identity).map(Slot::confirmed);
        }
    }

    private static Optional<Slot> latest(FileChannel file, byte[] identity) throws IOException {
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
    static SignedMark create(Path path, byte[] identity, Syncing how, long confirmed) throws IOException {
        byte[] content = Arrays.copyOf(bytes(new Slot(1, confirmed), identity), SLOTS * SLOT_BYTES);
        WholeFile.replace(path, content);
        return open(path, identity, how).orElseThrow(() -> new IOException(path + " cannot be read back"));
    }

    /** Up to where the log is known to have been durable. */
    synchronized long confirmed() {
        return latest.confirmed();
    }

    /** The log is durable up to here. The file says so for whoever starts on this machine, and soon durably. */
    synchronized void confirm(long durable) throws IOException {
        if (isSynced()) {
            behindSinceNanos = System.nanoTime();
            notifyAll();
        }
        latest = new Slot(latest.written() + 1, durable);
        write(UNSYNCED, latest);
    }

    /**
     * Waits while the file is further behind than it may be.
     *
     * @throws IOException if it cannot be written; nothing more may be sent then
     */
    void await() throws IOException {
        awaitWhile(() -> isBehind(how.mostBehind().toNanos()));
    }

    /** The log ends here from now on, durably: what it once held more was lost, and that is known. */
    synchronized void reset(long end) throws IOException {
        confirm(end);
        hurried = true;
        notifyAll();
        awaitWhile(() -> !isSynced());
        hurried = false;
    }

    private synchronized void awaitWhile(BooleanSupplier behind) throws IOException {
        try {
            while (behind.getAsBoolean() && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the place beside the store was written", e);
        }
        if (failure != null) {
            throw new IOException("the place beside the store cannot be written: " + failure, failure);
        }
    }

    private boolean isSynced() {
        return synced == latest.written();
    }

    private boolean isBehind(long nanos) {
        return !isSynced() && System.nanoTime() - behindSinceNanos >= nanos;
    }

    private void sync() {
        try {
            for (Optional<Taken> next = next(); next.isPresent(); next = next()) {
                write(turn, next.get().slot());
                how.sync().sync(file);
                turn = 1 - turn;
                done(next.get());
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /** What is to be synced, and since when: whatever is confirmed later is behind since then at most. */
    private record Taken(Slot slot, long atNanos) {}

    /** Waits until something is to be synced; empty once that is all. */
    private synchronized Optional<Taken> next() throws InterruptedException {
        long after = how.mostBehind().toNanos() / 2;
        while (!closed && !(hurried && !isSynced()) && !isBehind(after)) {
            if (isSynced()) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, after - (System.nanoTime() - behindSinceNanos));
            }
        }
        return isSynced() ? Optional.empty() : Optional.of(new Taken(latest, System.nanoTime()));
    }

    private synchronized void done(Taken taken) {
        synced = taken.slot().written();
        behindSinceNanos = taken.atNanos();
        notifyAll();
    }

    private synchronized void fail(Throwable e) {
        failure = e;
        notifyAll();
    }

    private void write(int place, Slot slot) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes(slot, identity));
        long at = (long) place * SLOT_BYTES;
        while (left.hasRemaining()) {
            at += file.write(left, at);
        }
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

    private static Optional<Slot> read(FileChannel file, int place, byte[] identity) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(CONTENT_BYTES + Digest.SIZE_BYTES);
        long at = (long) place * SLOT_BYTES;
        int read = 0;
        while (content.hasRemaining() && read >= 0) {
            read = file.read(content, at + content.position());
        }
        if (content.hasRemaining()) {
            return Optional.empty();
        }
        content.flip();
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
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            syncing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
