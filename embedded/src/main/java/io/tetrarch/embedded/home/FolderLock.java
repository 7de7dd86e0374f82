package io.tetrarch.embedded.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a data folder to one process. The system lifts the lock when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock acquire(Path folder) throws IOException, HomeRefused {
        return lock(
                folder, FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /** For whoever only looks: the lock, unless nobody ever held it, or who looks may not write. */
    static Optional<FolderLock> acquireIfThere(Path folder) throws IOException, HomeRefused {
        Path file = folder.resolve(FILE);
        return Files.isWritable(file)
                ? Optional.of(lock(folder, FileChannel.open(file, StandardOpenOption.WRITE)))
                : Optional.empty();
    }

    private static FolderLock lock(Path folder, FileChannel channel) throws IOException, HomeRefused {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw HomeRefused.inUse(folder + " is in use by this process already");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw HomeRefused.inUse(folder + " is in use by another process");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
