package io.tetrarch.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the just-in-time compilers of processes have taken, as Linux tells it. */
final class CompilerTime {
    /** Every Linux that runs a JVM says so of itself. */
    private static final long MILLIS_PER_TICK = 10;

    private static final String THREADS = " CompilerThre";

    /** Of the words of a thread's {@code stat} after its name: what it took itself, and what the system took for it. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private CompilerTime() {}

    /**
     * In milliseconds, of all these together; 0 where nobody tells.
     *
     * @throws IOException if one of them ends meanwhile
     */
    static long millis(List<Long> processes) throws IOException {
        long all = 0;
        for (long process : processes) {
            Path threads = Path.of("/proc", Long.toString(process), "task");
            if (Files.isDirectory(threads)) {
                try (Stream<Path> each = Files.list(threads)) {
                    all += each.mapToLong(CompilerTime::millis).sum();
                }
            }
        }
        return all;
    }

    private static long millis(Path thread) {
        try {
            if (!Files.readString(thread.resolve("comm")).contains(THREADS)) {
                return 0;
            }
            String stat = Files.readString(thread.resolve("stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(words[USER]) + Long.parseLong(words[SYSTEM])) * MILLIS_PER_TICK;
        } catch (NoSuchFileException e) {
            return 0; // compilers' threads come and go
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
