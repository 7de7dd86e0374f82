package io.tetrarch.bench.restart;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * The classes that are measured, this build's or another's, and the virtual machine that runs them.
 *
 * @param name to be shown with the figures
 * @param options of the virtual machine's, but for the heap
 */
public record Build(String name, String classPath, List<String> options) {
    public Build {
        options = List.copyOf(options);
    }

    /** The classes that this program runs with. */
    public static Build own(List<String> options) {
        return new Build("this build", System.getProperty("java.class.path"), options);
    }

    /** Those of another checkout, which has been built; what it has not, this program has. */
    public static Build of(Path checkout, List<String> options) {
        return new Build(
                checkout.getFileName().toString(),
                jar(checkout) + File.pathSeparator + System.getProperty("java.class.path"),
                options);
    }

    /** What a checkout is built into. */
    public static Path jar(Path checkout) {
        return checkout.resolve("cli").resolve("target").resolve("tetrarch.jar");
    }

    /**
     * Runs a {@link GroupProcess}.
     *
     * @param heapMegabytes the most that it may take; empty for what the virtual machine takes by itself
     * @return the numbers that it printed; empty if it failed or took too long
     */
    Optional<long[]> run(OptionalInt heapMegabytes, int mostSeconds, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        heapMegabytes.ifPresent(most -> command.add("-Xmx" + most + "m"));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-cp", classPath, GroupProcess.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(mostSeconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return Optional.empty();
        }
        if (process.exitValue() != 0) {
            return Optional.empty();
        }
        // what the virtual machine says of its own accord stands in the lines before
        String last = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .reduce("", (before, line) -> line);
        return Optional.of(
                List.of(last.split(" ")).stream().mapToLong(Long::parseLong).toArray());
    }
}
