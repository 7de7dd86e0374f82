package io.tetrarch.cli.up;

import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.poll.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real gate in a process that is there to be killed. */
public final class GateChild {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Path folder;
    private final List<String> more;
    private @Nullable Process process;

    /**
     * @param folder of its group, founded when it is first started
     * @param more arguments of {@code up}
     */
    public GateChild(Path folder, List<String> more) {
        this.folder = folder;
        this.more = List.copyOf(more);
    }

    public Path folder() {
        return folder;
    }

    /** Sees to it that it runs and answers. */
    public void ensure() throws Failure, IOException, InterruptedException {
        Process running = process;
        GateDoor door = GateDoor.of(folder);
        if (running != null && running.isAlive() && door.isOpen(ANSWER)) {
            return;
        }
        kill();
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--data", folder.toString()));
        if (!Files.exists(folder)) {
            arguments.addAll(more);
        }
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process started = new ProcessBuilder(GateCommand.of(arguments))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        Poll poll = Poll.every(Duration.ofMillis(50));
        while (!door.isOpen(ANSWER)) {
            if (!started.isAlive() || poll.hasLasted(PATIENCE)) {
                throw Failure.checkFailed("the gate did not start; its log is " + log);
            }
            poll.pause();
        }
    }

    /** At once and for good, its socket left behind. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.waitFor();
        }
    }

    public void pause() throws IOException, InterruptedException {
        run("kill", "-STOP", pid());
    }

    public void resume() throws IOException, InterruptedException {
        run("kill", "-CONT", pid());
    }

    /** From now on it can write to no file, as if the disk were full. */
    public void fillDisk() throws IOException, InterruptedException {
        run("prlimit", "--pid", pid(), "--fsize=0:0");
    }

    private String pid() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("the gate was not started");
        }
        return Long.toString(running.pid());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(ANSWER.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }
}
