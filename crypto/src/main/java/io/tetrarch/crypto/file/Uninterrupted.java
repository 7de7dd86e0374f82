package io.tetrarch.crypto.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Does with files what only a channel can do, which an interrupt of its thread closes: whoever is interrupted, be it again
 * and again, has it done all the same, and stays interrupted.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** What is to be done; it may be begun twice, and does nothing by halves. */
    @FunctionalInterface
    public interface Deed<T> {
        T run() throws IOException;
    }

    /** Syncs the names in a folder. */
    public static void syncFolder(Path folder) throws IOException {
        Path named = folder.toAbsolutePath();
        run(() -> {
            try (FileChannel names = FileChannel.open(named, StandardOpenOption.READ)) {
                names.force(true);
            }
            return named;
        });
    }

    /** Runs it on this thread; where that is interrupted, anew on one that nobody knows to interrupt. */
    public static <T> T run(Deed<T> deed) throws IOException {
        if (!Thread.currentThread().isInterrupted()) {
            try {
                return deed.run();
            } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                // this thread is still interrupted, so it is done on another one
            }
        }
        return elsewhere(deed);
    }

    private static <T> T elsewhere(Deed<T> deed) throws IOException {
        FutureTask<T> task = new FutureTask<>(deed::run);
        Thread.ofPlatform().name("tetrarch-files").daemon(true).start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException failed -> failed;
            case RuntimeException unforeseen -> throw unforeseen;
            case Error error -> throw error;
            case null, default -> new IOException(cause);
        };
    }
}
