package io.tetrarch.cli.run;

import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.executor.Permit;
import io.tetrarch.client.executor.ShellCommand;
import io.tetrarch.client.executor.ShellRun;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
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

    /**
     * How it ended.
     *
     * @param exitCode empty if it did not run
     * @param problem why not; empty if it did
     */
    record End(Receipt receipt, Optional<Integer> exitCode, String problem) {}

    private RunningCommand(
            Permit permit, Terminal terminal, OptionalLong timeoutMillis, Optional<ShellRun> run, String problem) {
        this.permit = permit;
        this.terminal = terminal;
        this.timeoutMillis = timeoutMillis;
        this.run = run;
        this.problem = problem;
    }

    /** From here on signals are the command's. */
    static RunningCommand start(ShellCommand command, Permit permit, Terminal terminal, OptionalLong timeoutMillis) {
        terminal.flush();
        // Before the command starts: a signal in between would end this process, and with it the command's receipt.
        boolean typed = terminal.out().interactive() || terminal.err().interactive();
        Held signals = new Held();
        Signals.forward(typed, signals);
        try {
            ShellRun run = ShellRun.start(
                    command,
                    System.getenv(),
                    new FileOutputStream(FileDescriptor.out),
                    new FileOutputStream(FileDescriptor.err));
            signals.release(run::signal);
            return new RunningCommand(permit, terminal, timeoutMillis, Optional.of(run), "");
        } catch (IOException e) {
            return new RunningCommand(
                    permit, terminal, timeoutMillis, Optional.empty(), "it could not be started: " + e.getMessage());
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
                return new End(permit.end(new Ending.Failed(), Output.NONE), Optional.empty(), problem);
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
            return new End(receipt, Optional.of(ended.exitCode()), "");
        }
    }
}
