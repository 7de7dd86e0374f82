package io.tetrarch.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The databases that what is stored stands on, found on the class path as a service. What keeps nothing on disk needs none:
 * nobody asks for one before a folder is opened.
 */
public interface Databases {
    /** Opens those of replicas. */
    Batches.Opener stores();

    /**
     * The journal that executors of earlier builds kept, by request. What a crash left of its last write is put right.
     *
     * @param folder has one
     */
    KeyedRows openJournal(Path folder) throws IOException;

    /** The same, in which nothing changes. */
    KeyedRows openJournalForReading(Path folder) throws IOException;

    /**
     * Those of this class path.
     *
     * @throws NoDatabaseException if there are none on it
     */
    static Databases installed() throws NoDatabaseException {
        return ServiceLoader.load(Databases.class, Databases.class.getClassLoader())
                .findFirst()
                .orElseThrow(NoDatabaseException::new);
    }

    /** One table of a database. */
    interface KeyedRows extends AutoCloseable {
        /** Where it is. */
        Path folder();

        Optional<byte[]> get(byte[] key) throws IOException;

        /** To be closed by whoever asks. */
        Batches.Rows rows();

        @Override
        void close();
    }
}
