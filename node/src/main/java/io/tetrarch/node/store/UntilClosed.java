package io.tetrarch.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Keeps a store from being closed, which frees the memory that a reader looks at, while it is read. For any thread. */
final class UntilClosed {
    private final Path folder;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    /** @param folder of the store */
    UntilClosed(Path folder) {
        this.folder = folder;
    }

    /** Reads something. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    <T> T read(Reading<T> reading) throws IOException {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IOException("the store in " + folder + " is closed");
            }
            return reading.read();
        } finally {
            use.readLock().unlock();
        }
    }

    /** Once. */
    void close(Runnable free) {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
