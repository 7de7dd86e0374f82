package io.tetrarch.shell;

import io.tetrarch.proof.receipt.Receipt.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A shell command that runs, with what it writes passed on as it comes and digested. */
public final class ShellRun {
    private static final String SHELL = "/bin/sh";
    private static final int BUFFER = 1 << 16;

    private final Process process;
    private final CompletableFuture<Output.Stream> stdout;
    private final CompletableFuture<Output.Stream> stderr;

    /** @param exitCode its own; 128 and the signal's number if a signal ended it */
    public record Ended(int exitCode, Output output) {}

    private ShellRun(Process process, OutputStream out, OutputStream err) {
        this.process = process;
        this.stdout = pump(process.getInputStream(), out, "stdout");
        this.stderr = pump(process.getErrorStream(), err, "stderr");
    }

    /**
     * Starts it, with this process's standard input and a clean environment, if its programs and secrets are still what was
     * decided on. Between this look and the moment when the shell opens a program there is a gap that nobody can close from
     * outside of the system's kernel.
     *
     * @throws IOException if it cannot be started; nothing has run
     */
    public static Start start(ShellCommand command, Surroundings surroundings, OutputStream out, OutputStream err)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SHELL, "-c", command.text())
                .directory(command.folder().toFile())
                .redirectInput(Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(surroundings.environment(command));
        Optional<String> change = surroundings.change(command);
        return change.isPresent()
                ? new Start.Changed(change.get())
                : new Start.Started(new ShellRun(builder.start(), out, err));
    }

    /** Whoever no longer listens is no error of the command's: it finds its pipe closed, as without us in between. */
    private static CompletableFuture<Output.Stream> pump(InputStream from, OutputStream to, String name) {
        CompletableFuture<Output.Stream> done = new CompletableFuture<>();
        Thread.ofPlatform().name("tetrarch-" + name).daemon().start(() -> {
            StreamDigest digest = new StreamDigest();
            byte[] buffer = new byte[BUFFER];
            try (from) {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    digest.add(buffer, count);
                    to.write(buffer, 0, count);
                    to.flush();
                }
            } catch (IOException e) {
                // the other end of one of the two is gone; what came so far is what there is
            } finally {
                done.complete(digest.stream());
            }
        });
        return done;
    }

    /** Whether it ends within this time. */
    public boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for its end, and for all that it wrote. */
    public Ended await() throws InterruptedException {
        int exitCode = process.waitFor();
        try {
            return new Ended(exitCode, new Output(stdout.get(), stderr.get()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pump ends in one way only", e);
        }
    }

    /** Asks it to end, or makes it, with all that it has started. */
    public void kill(boolean forcibly) {
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(each -> {
            if (forcibly) {
                each.destroyForcibly();
            } else {
                each.destroy();
            }
        });
    }

    /**
     * Hands a signal on to it and to all that it has started.
     *
     * @param name such as {@code INT}
     */
    public void signal(String name) {
        // the shell's own kill: a program of that name is wherever this process's search path says
        List<String> kill = new ArrayList<>(List.of(SHELL, "-c", "kill -s \"$@\"", SHELL, name));
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(each -> kill.add(Long.toString(each.pid())));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(kill).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
            builder.environment().clear();
            builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
