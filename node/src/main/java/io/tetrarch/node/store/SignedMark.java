package io.tetrarch.node.store;

import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A second place, beside a store's folder, that says how far its log went: so that a store which lost its newest records,
 * or was put back from an older copy, is found to be too short. It holds the position that a write attempts and the one
 * that the writes before had made durable, and is synced at the same time as the store, not after it: a crash between the
 * two syncs leaves a store that reaches what was confirmed, and nothing had been sent yet of what was attempted.
 *
 * <p>A file of fixed size with three slots in blocks of their own, each with a checksum: two that take turns, so that a torn
 * write leaves the one before; and one that is never synced, with the latest confirmed position, which survives the end of
 * a process if not that of its machine. The slot written last counts.
 *
 * <p>Used by one thread at a time.
 */
final class SignedMark implements AutoCloseable {
    static final String SUFFIX = ".signed";

    private static final int SLOT_BYTES = 4096;
    private static final int SLOTS = 3;
    private static final int UNSYNCED = 2;
    private static final int CONTENT_BYTES = 3 * Long.BYTES;

    private final byte[] identity;
    /** Of the thread that syncs alone, since an interrupt of the thread that uses a channel closes it. */
    private final FileChannel file;
    /** Of the replica's thread, which may be one that a caller lends, and interrupts. */
    private final RandomAccessFile unsynced;

    private final ExecutorService syncing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tetrarch-signed").factory());

    private Slot latest;
    private int turn;

    /** @param written counts the writes of the file */
    private record Slot(long written, long attempted, long confirmed) {}

    private SignedMark(byte[] identity, FileChannel file, RandomAccessFile unsynced, Slot latest, int turn) {
        this.identity = identity;
        this.file = file;
        this.unsynced = unsynced;
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
    static Optional<SignedMark> open(Path path, byte[] identity) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Optional<Slot> latest = latest(file, identity);
            if (latest.isPresent()) {
                // the slot that was written longer ago, or cannot be read, is the next to be written
                long first = read(file, 0, identity).map(Slot::written).orElse(-1L);
                long second = read(file, 1, identity).map(Slot::written).orElse(-1L);
                return Optional.of(new SignedMark(
                        identity,
                        file,
                        new RandomAccessFile(path.toFile(), "rw"),
                        latest.get(),
                        first <= second ? 0 : 1));
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
    static SignedMark create(Path path, byte[] identity, long confirmed) throws IOException {
        Slot first = new Slot(1, confirmed, confirmed);
        byte[] content = Arrays.copyOf(bytes(first, identity), SLOTS * SLOT_BYTES);
        WholeFile.replace(path, content);
        return open(path, identity).orElseThrow(() -> new IOException(path + " cannot be read back"));
    }

    /** Up to where the log is known to have been durable. */
    long confirmed() {
        return latest.confirmed();
    }

    /** Begins to say that a write is under way which ends the log at {@code attempted}; {@link #await} says it is done. */
    Future<?> attempt(long attempted) {
        Slot slot = new Slot(latest.written() + 1, attempted, latest.confirmed());
        latest = slot;
        int place = turn;
        turn = 1 - turn;
        return syncing.submit(() -> {
            write(place, slot);
            file.force(false);
            return null;
        });
    }

    static void await(Future<?> written) throws IOException {
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

    /** Both are durable. That is not synced: the next attempt says it again. */
    void confirm(long durable) throws IOException {
        latest = new Slot(latest.written() + 1, durable, durable);
        unsynced.seek((long) UNSYNCED * SLOT_BYTES);
        unsynced.write(bytes(latest, identity));
    }

    /** The log ends here from now on, durably: what it once held more was lost, and that is known. */
    void reset(long end) throws IOException {
        latest = new Slot(latest.written() + 1, end, end);
        await(attempt(end));
    }

    private void write(int place, Slot slot) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes(slot, identity));
        long at = (long) place * SLOT_BYTES;
        while (left.hasRemaining()) {
            at += file.write(left, at);
        }
    }

    private static byte[] bytes(Slot slot, byte[] identity) {
        return ByteBuffer.allocate(CONTENT_BYTES + Digest.SIZE_BYTES)
                .putLong(slot.written())
                .putLong(slot.attempted())
                .putLong(slot.confirmed())
                .put(checksum(slot, identity).toArray())
                .array();
    }

    private static Digest checksum(Slot slot, byte[] identity) {
        return new Encoder()
                .string("tetrarch signed v1")
                .bytes(identity)
                .u64(slot.written())
                .u64(slot.attempted())
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
        Slot slot = new Slot(content.getLong(), content.getLong(), content.getLong());
        byte[] sum = new byte[Digest.SIZE_BYTES];
        content.get(sum);
        return Digest.of(sum).equals(checksum(slot, identity)) ? Optional.of(slot) : Optional.empty();
    }

    @Override
    public void close() {
        syncing.shutdown();
        try {
            unsynced.close();
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
