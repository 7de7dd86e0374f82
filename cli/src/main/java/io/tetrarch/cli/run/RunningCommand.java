package io.tetrarch.cli.run;

import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.Permit;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import io.tetrarch.shell.SecretSeal;
import io.tetrarch.shell.ShellCommand;
import io.tetrarch.shell.ShellRun;
import io.tetrarch.shell.Start;
import io.tetrarch.shell.Surroundings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** A permitted command at work, or the fact that it could not be started. */
final class RunningCommand {
    private static final long GRACE_MILLIS = 5_000;

    private final Permit permit;
    private final Terminal terminal;
    private final OptionalLong timeoutMillis;
    private final long startNanos = System.nanoTime();
    private final Optional<ShellRun> run;
    private final String problem;
    private final boolean changed;

    /**
     * How it ended.
     *
     * @param exitCode empty if it did not run
     * @param problem why not; empty if it did
     * @param changed it did not, since it was no longer what was decided on
     */
    record End(Receipt receipt, Optional<Integer> exitCode, String problem, boolean changed) {}

    private RunningCommand(
            Permit permit,
            Terminal terminal,
            OptionalLong timeoutMillis,
            Optional<ShellRun> run,
            String problem,
            boolean changed) {
        this.permit = permit;
        this.terminal = terminal;
        this.timeoutMillis = timeoutMillis;
        this.run = run;
        this.problem = problem;
        this.changed = changed;
    }

    /** From here on signals are the command's. What is started is what the permit is for, and nothing else. */
    static RunningCommand start(
            Permit permit, Optional<SecretSeal> seal, Terminal terminal, OptionalLong timeoutMillis) {
        terminal.flush();
        // Before the command starts: a signal in between would end this process, and with it the command's receipt.
        boolean typed = terminal.out().interactive() || terminal.err().interactive();
        Held signals = new Held();
        Signals.forward(typed, signals);
        try {
            Start start = ShellRun.start(
                    ShellCommand.of(permit.action()),
                    Surroundings.current(seal),
                    new FileOutputStream(FileDescriptor.out),
                    new FileOutputStream(FileDescriptor.err));
            return switch (start) {
                case Start.Changed changed ->
                    new RunningCommand(permit, terminal, timeoutMillis, Optional.empty(), changed.explanation(), true);
                case Start.Started started -> {
                    signals.release(started.run()::signal);
                    yield new RunningCommand(permit, terminal, timeoutMillis, Optional.of(started.run()), "", false);
                }
            };
        } catch (IOException | JsonRejected e) {
            String problem = "it could not be started: " + e.getMessage();
            return new RunningCommand(permit, terminal, timeoutMillis, Optional.empty(), problem, false);
        }
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return run.isEmpty() || run.get().endsWithin(Math.min(millis, leftMillis()));
    }

    private long leftMillis() {
        long age = (System.nanoTime() - startNanos) / 1_000_000;
        return timeoutMillis.isEmpty() ? Long.MAX_VALUE : Math.max(0, timeoutMillis.getAsLong() - age);
    }

    /** Waits for its end, and has it written down for good. */
    End end() throws IOException, InterruptedException {
        try (permit) {
            if (run.isEmpty()) {
                return new End(permit.end(new Ending.Failed(), Output.NONE), Optional.empty(), problem, changed);
            }
            if (timeoutMillis.isPresent() && !run.get().endsWithin(leftMillis())) {
                terminal.err().line("tetrarch: the time is over; ending the command");
                run.get().kill(false);
                if (!run.get().endsWithin(GRACE_MILLIS)) {
                    run.get().kill(true);
                }
            }
            ShellRun.Ended ended = run.get().await();
            Receipt receipt = permit.end(new Ending.Exited(ended.exitCode()), ended.output());
            return new End(receipt, Optional.of(ended.exitCode()), "", false);
        }
    }
}
