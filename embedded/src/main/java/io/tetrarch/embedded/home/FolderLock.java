package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExclusiveLock;
import io.tetrarch.client.journal.InUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps a data folder to one process. The system lifts the lock when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final ExclusiveLock lock;

    private FolderLock(ExclusiveLock lock) {
        this.lock = lock;
    }

    static FolderLock acquire(Path folder) throws IOException, HomeRefused {
        try {
            return new FolderLock(ExclusiveLock.acquire(folder.resolve(FILE)));
        } catch (InUseException e) {
            throw HomeRefused.inUse(
                    folder + " is in use by " + (e.isByThisProcess() ? "this process already" : "another process"));
        }
    }

    /** What is done while nobody else may have the folder open. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, HomeRefused;
    }

    static <T> T whileHeld(Path folder, Work<T> work) throws IOException, HomeRefused {
        FolderLock lock = acquire(folder);
        try {
            return work.run();
        } finally {
            lock.close();
        }
    }

    /** For whoever only looks: the lock, unless nobody ever held it, or who looks may not write. */
    static Optional<FolderLock> acquireIfThere(Path folder) throws IOException, HomeRefused {
        return Files.isWritable(folder.resolve(FILE)) ? Optional.of(acquire(folder)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
