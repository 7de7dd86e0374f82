package io.tetrarch.crypto.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Small files that are replaced as a whole: a crash leaves the old content or the new, never a part. An interrupt of the
 * calling thread changes nothing, since others may need what the file says.
 */
public final class WholeFile {
    private WholeFile() {}

    /** As {@link #replace(Disk, Path, byte[])}, on the disk of this machine. */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(Disk.system(), file, content);
    }

    /** Writes {@code content} beside the file, syncs it, moves it in place and syncs the folder. */
    public static void replace(Disk disk, Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is in no folder");
        }
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try (Disk.OpenFile beside = disk.open(whole)) {
            beside.truncate(0);
            beside.write(0, content);
            beside.sync();
        }
        disk.move(whole, file);
        disk.syncFolder(folder);
    }

    /** All of it. */
    public static byte[] read(Disk disk, Path file) throws IOException {
        try (Disk.OpenFile open = disk.openForReading(file)) {
            return open.read(0, Math.toIntExact(open.length()));
        }
    }
}
