package io.tetrarch.cli.file;

import io.tetrarch.cli.exit.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that a command is to write. Whether it can be written is found out before any work is done, and it appears
 * whole or not at all: a reader sees the old content or the new one.
 */
public final class OutputFile {
    private final Path path;
    private final Path folder;

    private OutputFile(Path path, Path folder) {
        this.path = path;
        this.folder = folder;
    }

    /** @throws Failure if no file of this name can be written */
    public static OutputFile at(String name) throws Failure {
        Path path = InputFile.path(name);
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || folder == null) {
            throw Failure.badInput(name + ": expected the name of a file, found a directory");
        }
        if (!Files.isDirectory(folder)) {
            throw Failure.badInput(name + ": there is no folder " + folder);
        }
        if (!Files.isWritable(folder) || Files.exists(path) && !Files.isWritable(path)) {
            throw Failure.badInput(name + ": no permission to write it");
        }
        return new OutputFile(path, folder);
    }

    public Path path() {
        return path;
    }

    /** Writes the file, replacing one that is there. */
    public void write(byte[] content) throws IOException {
        Path whole = Files.createTempFile(folder, "." + path.getFileName(), ".new");
        try {
            Files.write(whole, content);
            try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
