package io.tetrarch.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small database: rows in ordered tables, changed by batches. Of a batch all is there after a crash or nothing. A batch is
 * there if it was synced, or if one after it is: what was not synced may be missing from any batch on, and from none but the
 * last ones. Whoever finds it damaged says so by {@link StoreDamagedException}; after any other failure of a write nothing
 * is known of what is durable.
 *
 * <p>One thread writes at a time; any may read. It is closed when nobody reads.
 */
public interface Batches extends AutoCloseable {
    /** Opens databases. */
    interface Opener {
        /** Makes one where there is none. */
        Batches open(Path folder) throws IOException;

        /** One that exists, in which nothing changes. */
        Batches openForReading(Path folder) throws IOException;

        /**
         * One that exists and that another process may have open, as it was at one moment; nothing in it changes. What was
         * durable before is in it.
         *
         * @param scratch a folder for what the reader itself has to write
         */
        default Batches openBeside(Path folder, Path scratch) throws IOException {
            return openForReading(folder);
        }

        /** Whether there is one that was made to the end, damaged or not. Changes nothing. */
        boolean isMade(Path folder) throws IOException;

        /**
         * Changes nothing.
         *
         * @throws StoreDamagedException if files of it are missing, as far as that can be told without reading them
         */
        void requireWhole(Path folder) throws IOException;
    }

    /** What a replica keeps, by kind. What is kept for good is not rewritten with what is dropped at the next checkpoint. */
    enum Table {
        /** Whose it is. */
        IDENTITY,
        /** The log of own votes and what binds them, by position. */
        LOG,
        BODIES,
        SNAPSHOTS,
        LEDGER,
        EVIDENCE
    }

    /** Where it is. */
    Path folder();

    Optional<byte[]> get(Table table, byte[] key) throws IOException;

    /** To be closed by whoever asks. */
    Rows rows(Table table);

    /** Writes a batch, synced or, with the next one that is, later. */
    void write(Filling filling, boolean synced) throws IOException;

    /** Reads all that there is, which opening does not. */
    void requireSound() throws IOException;

    /** What it takes on disk. */
    long bytes() throws IOException;

    @Override
    void close();

    /** Goes through a table in the order of its keys, bytes unsigned. Every move tells whether it came to a row. */
    interface Rows extends AutoCloseable {
        boolean first() throws IOException;

        boolean last() throws IOException;

        /** To the first that is not before the key. */
        boolean seek(byte[] key) throws IOException;

        /** To the last that is not after the key. */
        boolean seekBack(byte[] key) throws IOException;

        boolean next() throws IOException;

        byte[] key();

        byte[] value();

        @Override
        void close();
    }

    /** Fills a batch. */
    @FunctionalInterface
    interface Filling {
        void fill(Batch batch) throws IOException;
    }

    /** Changes that are made together. */
    interface Batch {
        void put(Table table, byte[] key, byte[] value) throws IOException;

        void delete(Table table, byte[] key) throws IOException;

        /** @param end the first key that stays */
        void deleteRange(Table table, byte[] begin, byte[] end) throws IOException;
    }
}
