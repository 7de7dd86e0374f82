package io.tetrarch.client.journal;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.pbft.message.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An append-only file of records. What a crash cut off at its end is dropped when it is opened, for it was never told to be
 * durable; anything else that cannot be read makes it refuse, for what it would forget may be run again. For any thread.
 */
final class RecordLog implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Disk.OpenFile file;
    private final Path name;
    private final Object syncing = new Object();
    private volatile long end;
    private volatile long durable;
    private volatile Optional<IOException> failure = Optional.empty();

    private RecordLog(Disk.OpenFile file, Path name, long end) {
        this.file = file;
        this.name = name;
        this.end = end;
    }

    /** Takes records. */
    @FunctionalInterface
    interface Sink {
        /** @param offset by which {@link #read} has it again; 0 if it is in no log yet */
        void take(long offset, byte[] body) throws IOException;
    }

    /** Gives records. */
    @FunctionalInterface
    interface Source {
        void giveTo(Sink sink) throws IOException;
    }

    /**
     * Opens a log that exists.
     *
     * @throws IOException in one line, if it is no log of this group or is damaged
     */
    static RecordLog open(Disk disk, Path name, Digest group, Sink sink) throws IOException {
        Disk.OpenFile file = disk.open(name);
        try {
            LogScan scan = new LogScan(file, name, group);
            long end = scan.read(sink);
            if (end < scan.length()) {
                file.truncate(end);
                file.sync();
            }
            return new RecordLog(file, name, end);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** As {@link #open}, but what is cut off stays where it is, and nothing is to be appended. */
    static RecordLog openForReading(Disk disk, Path name, Digest group, Sink sink) throws IOException {
        Disk.OpenFile file = disk.openForReading(name);
        try {
            return new RecordLog(file, name, new LogScan(file, name, group).read(sink));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Makes a log of these records, in place of the one of that name: a crash leaves the one or the other, whole. */
    static void replace(Disk disk, Path name, Digest group, Source source) throws IOException {
        Path beside = beside(name);
        try (Disk.OpenFile file = disk.open(beside)) {
            file.truncate(0);
            ByteArrayOutputStream buffer = new ByteArrayOutputStream();
            buffer.writeBytes(RecordFrame.fileHeader(group));
            long[] flushed = {0};
            source.giveTo((offset, body) -> {
                // it is not to be found under its name before all of it is durable
                buffer.writeBytes(RecordFrame.frame(body, flushed[0] + buffer.size()));
                if (buffer.size() >= BUFFER_BYTES) {
                    flushed[0] += flush(buffer, file, flushed[0]);
                }
            });
            flush(buffer, file, flushed[0]);
            file.sync();
        }
        disk.move(beside, name);
        disk.syncFolder(ExclusiveLock.folder(name));
    }

    private static int flush(ByteArrayOutputStream buffer, Disk.OpenFile file, long at) throws IOException {
        int bytes = buffer.size();
        file.write(at, buffer.toByteArray());
        buffer.reset();
        return bytes;
    }

    static Path beside(Path name) {
        return name.resolveSibling(name.getFileName() + ".new");
    }

    /** Where the next record goes. */
    long end() {
        return end;
    }

    /** Writes a record at {@link #end}, for {@link #awaitDurable} to make durable. */
    synchronized void append(byte[] body) throws IOException {
        requireSound();
        if (durable == 0) {
            // an earlier process may have been killed before it synced what it wrote
            awaitDurable(end);
        }
        byte[] record = RecordFrame.frame(body, durable);
        try {
            file.write(end, record);
        } catch (IOException e) {
            takeBack(e);
            throw new IOException("cannot write " + name + ": " + e.getMessage(), e);
        }
        end += record.length;
    }

    /** A part of a record that nothing is told to be of must not stand in front of the next one. */
    private void takeBack(IOException because) {
        try {
            file.truncate(end);
        } catch (IOException e) {
            because.addSuppressed(e);
            failure = Optional.of(because);
        }
    }

    /** Syncs for all who have appended by now, so of several who wait at once one syncs. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how many share a sync
    void awaitDurable(long upTo) throws IOException {
        if (durable >= upTo) {
            return;
        }
        // who is about to append goes first, so that one sync does for many
        Thread.yield();
        synchronized (syncing) {
            if (durable >= upTo) {
                return;
            }
            requireSound();
            long written = end;
            try {
                file.sync();
            } catch (IOException e) {
                // the system may have dropped what it could not write, and would not say so a second time
                failure = Optional.of(e);
                throw new IOException("cannot sync " + name + ": " + e.getMessage(), e);
            }
            durable = written;
        }
    }

    private void requireSound() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(
                    name + " takes nothing more until it is opened again, since writing it failed: "
                            + failure.get().getMessage(),
                    failure.get());
        }
    }

    /** The body of the record at that offset. */
    synchronized byte[] read(long offset) throws IOException {
        int length = RecordFrame.bodyLength(file.read(offset, RecordFrame.HEADER));
        if (length >= 0) {
            byte[] record = file.read(offset, RecordFrame.HEADER + length);
            if (RecordFrame.isWhole(record)) {
                return RecordFrame.read(record).body();
            }
        }
        throw LogScan.damaged(name, offset);
    }

    /** What was appended is durable then, unless it could not be made so. */
    @Override
    public void close() throws IOException {
        try {
            if (durable != 0 && failure.isEmpty()) {
                awaitDurable(end);
            }
        } finally {
            synchronized (syncing) {
                file.close();
            }
        }
    }
}
