package io.tetrarch.cli.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small file system of its own under a folder, in memory; whoever may mount one has it. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "size=192m";
    private static final String LOG = ".log";
    private static final int PIECE_BYTES = 1 << 20;
    private static final long PATIENCE_SECONDS = 10;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** What is in the folder is hidden by it. Empty where that is not allowed. */
    static Optional<SmallDisk> under(Path folder) throws IOException, InterruptedException {
        if (!ran("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString())) {
            return Optional.empty();
        }
        return Optional.of(new SmallDisk(folder));
    }

    private static boolean ran(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /**
     * Takes from files the room that was set aside beyond their ends, as RocksDB does for its logs. Nobody may write
     * meanwhile.
     */
    void giveBack() throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(folder)) {
            logs = files.filter(file -> file.toString().endsWith(LOG)).toList();
        }
        for (Path log : logs) {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.setLength(file.length());
            }
        }
    }

    /** Leaves no room. */
    void fill() throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            if (folder.toFile().getUsableSpace() >= PIECE_BYTES) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        try {
            ran("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
