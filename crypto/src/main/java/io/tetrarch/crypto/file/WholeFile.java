package io.tetrarch.crypto.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Small files that are replaced as a whole: a crash leaves the old content or the new, never a part. An interrupt of the
 * calling thread changes nothing, since others may need what the file says.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Writes {@code content} beside the file, syncs it, moves it in place and syncs the folder. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " is in no folder");
        }
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Uninterrupted.run(() -> write(whole, content));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        Uninterrupted.syncFolder(folder);
    }

    private static Path write(Path whole, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                whole, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        return whole;
    }
}
