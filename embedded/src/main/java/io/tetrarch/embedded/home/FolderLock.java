package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExclusiveLock;
import io.tetrarch.client.journal.InUseException;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps a data folder to one process. The system lifts the lock when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private final ExclusiveLock lock;

    private FolderLock(ExclusiveLock lock) {
        this.lock = lock;
    }

    static FolderLock acquire(Path folder) throws IOException, HomeRefused {
        try {
            return new FolderLock(ExclusiveLock.acquire(folder.resolve("lock")));
        } catch (InUseException e) {
            throw HomeRefused.inUse(
                    folder + " is in use by " + (e.isByThisProcess() ? "this process already" : "another process"));
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
