package io.tetrarch.client.journal;

import io.tetrarch.crypto.file.Uninterrupted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps something to one process, and to one place in it. The system lifts it when the process ends, however it ends. */
public final class ExclusiveLock implements AutoCloseable {
    /** Locked by this process, which must not open them: closing any descriptor of a file gives up its locks. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ExclusiveLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes the file where there is none; its folder must exist.
     *
     * @throws InUseException if it is locked already
     */
    public static ExclusiveLock acquire(Path file) throws IOException {
        Path real = folder(file).toRealPath().resolve(file.getFileName());
        if (!OWN.add(real)) {
            throw new InUseException(file, true);
        }
        try {
            return new ExclusiveLock(real, Uninterrupted.run(() -> lock(file)));
        } catch (IOException | RuntimeException e) {
            OWN.remove(real);
            throw e;
        }
    }

    static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " is in no folder");
        }
        return folder;
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new InUseException(file, false);
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OWN.remove(file);
    }
}
