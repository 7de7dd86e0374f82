package io.tetrarch.client.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is locked as long as this is open. */
final class Mark implements AutoCloseable {
    /** Written past its channel, which an interrupt of the writing thread would close, and so give up the lock. */
    private final RandomAccessFile open;

    private volatile Path file;

    /** Makes the file where there is none. An interrupt of this thread makes it fail. */
    Mark(Path file) throws IOException {
        this.file = file;
        this.open = new RandomAccessFile(file.toFile(), "rw");
        try {
            if (open.getChannel().tryLock() == null) {
                throw new IOException(file + " is locked by another process, which runs this request");
            }
        } catch (IOException e) {
            open.close();
            throw e;
        }
    }

    /** Where it lies. */
    Path file() {
        return file;
    }

    /** Gives it another name, under which nothing lies. */
    void move(Path to) throws IOException {
        Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
        file = to;
    }

    /** Durable when this returns. */
    void write(byte[] bytes) throws IOException {
        open.write(bytes);
        open.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
