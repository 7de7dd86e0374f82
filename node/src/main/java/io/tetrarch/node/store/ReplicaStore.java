package io.tetrarch.node.store;

import io.tetrarch.pbft.Stored;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one replica keeps. Its methods block; they are called by one thread at a time. After a method has thrown, nothing
 * is known of what is durable, so the caller must send nothing more and stop.
 */
public interface ReplicaStore extends AutoCloseable {
    /** What was appended before, to be asked for once and first of all. */
    History recover() throws IOException;

    /**
     * Appends the records in order, all or none of them. They are durable when this returns, but for executed batches
     * that stand alone: those may be lost with the power as long as nothing was appended after them. They bind nothing:
     * a quorum's votes that committed them are durable, and lead to the same batches again.
     */
    void append(List<Stored> records) throws IOException;

    /** Drops what was appended before the latest snapshot; batches that were executed stay in the archive. */
    void truncate() throws IOException;

    /** Whether appending waits for a disk, so that it pays to gather records and append them together. */
    boolean isDurable();

    /** What it takes on disk; empty if it is not on one. */
    default OptionalLong bytesOnDisk() throws IOException {
        return OptionalLong.empty();
    }

    /** The entries executed so far. */
    LedgerArchive archive();

    @Override
    void close() throws IOException;
}
