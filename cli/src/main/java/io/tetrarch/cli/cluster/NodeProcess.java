package io.tetrarch.cli.cluster;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The process of one replica of a cluster. A file beside its key says which process that is: by number and by when it
 * began, so that another that got the same number later is not taken for it.
 */
public record NodeProcess(String name, Path group, Path folder) {
    /** What this process was started with and a replica's process can use, too. */
    private static final List<String> HANDED_ON = List.of(
            "-XX:AOTCache=",
            "-XX:SharedArchiveFile=",
            "-Xshare:",
            "-Xlog:",
            "--sun-misc-unsafe-memory-access=",
            "-Djava.library.path=",
            "-Dtetrarch.");

    /** What a replica needs under load, and no more: several share this machine. */
    private static final List<String> MEMORY = List.of(
            "-Xmx176m",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxDirectMemorySize=32m");

    /** The command itself. */
    public static final String MAIN = "io.tetrarch.cli.Main";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Path processFile() {
        return folder.resolve("process");
    }

    public Path log() {
        return folder.resolve("node.log");
    }

    /** The process, if it runs. */
    public Optional<ProcessHandle> find() throws IOException {
        if (!Files.exists(processFile())) {
            return Optional.empty();
        }
        String[] words = Files.readString(processFile()).strip().split(" ", -1);
        if (words.length != 2) {
            return Optional.empty();
        }
        try {
            Instant begun = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> begun.equals(begun(handle)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant begun(ProcessHandle handle) {
        return Instant.ofEpochMilli(
                handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** Starts it; it goes on after this process, and writes what it has to say to its log. */
    Process start() throws IOException {
        return start(MAIN, List.of());
    }

    /**
     * The same, by another program and with more of its options.
     *
     * @param main the class to begin with
     */
    public Process start(String main, List<String> more) throws IOException {
        List<String> command = command(main);
        command.addAll(more);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // else glibc keeps an arena for each of many threads
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        Files.writeString(
                processFile(), process.pid() + " " + begun(process.toHandle()).toEpochMilli() + "\n");
        return process;
    }

    private List<String> command(String main) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElseGet(() ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (HANDED_ON.stream().anyMatch(option::startsWith)) {
                command.add(option);
            }
        }
        command.addAll(MEMORY);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                "node",
                "--group",
                group.toString(),
                "--id",
                name,
                "--key",
                folder.resolve("key.pem").toString(),
                "--data",
                folder.resolve("data").toString()));
        return command;
    }

    /** Asks it to end, and sees to it. */
    public void stop() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = find();
        if (running.isPresent()) {
            signal("CONT");
            running.get().destroy();
            if (!endsWithin(running.get(), PATIENCE)) {
                kill();
            }
        }
        Files.deleteIfExists(processFile());
    }

    /** Ends it at once, as a machine that fails would. */
    public void kill() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = find();
        if (running.isPresent()) {
            running.get().destroyForcibly();
            endsWithin(running.get(), PATIENCE);
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration patience) throws InterruptedException {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process fails in one way only", e);
        }
    }

    /** Sends it a signal that Java has no word for; nothing if it does not run. */
    public void signal(String signal) throws IOException, InterruptedException {
        Optional<ProcessHandle> running = find();
        if (running.isPresent()) {
            int code = new ProcessBuilder(
                            "kill", "-s", signal, Long.toString(running.get().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("the signal " + signal + " cannot be sent to process "
                        + running.get().pid());
            }
        }
    }

    /** The last lines that it wrote. */
    public List<String> lastLines(int most) throws IOException {
        if (!Files.exists(log())) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log(), StandardCharsets.UTF_8)) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - most), all.size());
        }
    }
}
