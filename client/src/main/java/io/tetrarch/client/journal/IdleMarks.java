package io.tetrarch.client.journal;

import io.tetrarch.crypto.file.Uninterrupted;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Empty files that runs have given back, for the marks of those to come: to make a file and take it away again costs a file
 * system many times what it costs to give one another name.
 */
final class IdleMarks {
    private static final String PREFIX = "idle-";

    private static final int MOST = 1024;

    /** Tells the files of this process from each other. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Path folder;
    private final ConcurrentLinkedQueue<Path> idle = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(MOST);
    private volatile boolean closed;

    IdleMarks(Path folder) {
        this.folder = folder;
    }

    /** One that is locked, and lies at {@code file} since; nothing may have lain there. Empty if none is idle. */
    Optional<Mark> take(Path file) throws IOException {
        Path kept = idle.poll();
        if (kept == null) {
            return Optional.empty();
        }
        room.release();
        Mark mark = Uninterrupted.run(() -> new Mark(kept));
        try {
            mark.move(file);
        } catch (IOException e) {
            mark.close();
            throw e;
        }
        return Optional.of(mark);
    }

    /** Closes it, and keeps its file, or takes it away where enough are kept. Nothing lies under its name then. */
    void give(Mark mark) throws IOException {
        try (mark) {
            if (closed || !room.tryAcquire()) {
                Files.deleteIfExists(mark.file());
                return;
            }
            try {
                mark.move(folder.resolve(PREFIX + NUMBERS.incrementAndGet()));
            } catch (IOException e) {
                room.release();
                throw e;
            }
        }
        idle.add(mark.file());
        if (closed) {
            close();
        }
    }

    /** Takes them away, and what is given back later as well. */
    void close() throws IOException {
        closed = true;
        for (Path kept = idle.poll(); kept != null; kept = idle.poll()) {
            room.release();
            Files.deleteIfExists(kept);
        }
    }

    /** Takes away what a process that was killed had kept. Nobody else may have any. */
    static void removeLeft(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
                for (Path each : left) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}
