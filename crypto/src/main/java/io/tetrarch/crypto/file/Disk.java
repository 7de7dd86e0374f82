package io.tetrarch.crypto.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What is asked of a machine's files by whoever must know what a crash leaves of them. The promises are the weakest that a
 * file system gives: of what was written and not synced any part may be there afterwards, or none; a name that was made,
 * moved or deleted may be as it was before, until its folder is synced. A move happens in one step.
 *
 * <p>Nothing here is given up half-way because the calling thread is interrupted: other threads' work hangs on the same
 * files.
 */
public interface Disk {
    /** The disk of this machine. */
    static Disk system() {
        return new SystemDisk();
    }

    /** Opens a file to read and write, which is made where there is none. */
    OpenFile open(Path file) throws IOException;

    /** Opens a file that exists; nothing in it changes. */
    OpenFile openForReading(Path file) throws IOException;

    boolean exists(Path file) throws IOException;

    /** In one step; a file of that name is replaced. */
    void move(Path from, Path to) throws IOException;

    /** A file or an empty folder. */
    void delete(Path file) throws IOException;

    /** Makes the names in the folder durable. */
    void syncFolder(Path folder) throws IOException;

    /** A file that is open. For any thread. */
    interface OpenFile extends AutoCloseable {
        long length() throws IOException;

        /** Exactly so many bytes; there must be as many. */
        byte[] read(long offset, int bytes) throws IOException;

        void write(long offset, byte[] bytes) throws IOException;

        void truncate(long length) throws IOException;

        /** When this returns, all that was written is durable. */
        void sync() throws IOException;

        /** As {@link #sync}, and takes less where the file is as long as before; for a thread that nobody interrupts. */
        void syncInPlace() throws IOException;

        @Override
        void close() throws IOException;
    }
}
