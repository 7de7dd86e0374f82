package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.action.Action;
import io.tetrarch.node.ClusterObserver;
import io.tetrarch.node.Decision;
import io.tetrarch.node.EmbeddedCluster;
import io.tetrarch.node.client.UndecidedException;
import io.tetrarch.node.executor.Admission;
import io.tetrarch.node.executor.GuardedExecutor;
import io.tetrarch.node.executor.ShellCommand;
import io.tetrarch.node.store.ExecutionJournal.Begun;
import io.tetrarch.node.store.ExecutionJournal.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides, runs, and files the receipt. The group's folder is open to decide and to file; while a command takes its time
 * others may have it, the command itself included.
 */
final class Supervision {
    /** A command that takes no longer has its receipt on the ledger before the folder is closed. */
    private static final long QUICK_MILLIS = 500;

    private final Terminal terminal;
    private final GroupFolder folder;
    private final OptionalLong timeoutMillis;

    Supervision(Terminal terminal, GroupFolder folder, OptionalLong timeoutMillis) {
        this.terminal = terminal;
        this.folder = folder;
        this.timeoutMillis = timeoutMillis;
    }

    RunReport run(ShellCommand command, Action action) throws Failure, IOException, InterruptedException {
        Optional<Decision> decision;
        RunningCommand running;
        try (EmbeddedCluster gate = folder.open(ClusterObserver.NONE, terminal.err())) {
            try {
                decision = Optional.of(gate.decide(action));
            } catch (UndecidedException e) {
                return new RunReport(action, Optional.empty(), Optional.empty(), String.valueOf(e.getMessage()));
            }
            if (!decision.get().isApproved()) {
                return new RunReport(action, decision, Optional.empty(), "the decision is no approval");
            }
            try (GuardedExecutor executor = gate.executor()) {
                executor.receipts().unknownOutcomes().forEach(this::tellUnknown);
                switch (executor.admit(action, decision.get().proof())) {
                    case Admission.Refused refused -> {
                        return new RunReport(action, decision, Optional.empty(), refused.explanation());
                    }
                    case Admission.Admitted admitted ->
                        running = RunningCommand.start(command, admitted.permit(), terminal, timeoutMillis);
                }
                if (running.endsWithin(QUICK_MILLIS)) {
                    RunningCommand.End end = running.end();
                    executor.receipts().file(end.receipt());
                    return report(action, decision, end);
                }
            }
        }
        RunningCommand.End end = running.end();
        file();
        return report(action, decision, end);
    }

    private static RunReport report(Action action, Optional<Decision> decision, RunningCommand.End end) {
        return new RunReport(action, decision, end.exitCode(), end.problem());
    }

    /** The executor files whatever it finds not filed. The command has run, so nothing here may hide how it ended. */
    private void file() throws InterruptedException {
        try (EmbeddedCluster gate = folder.openPatiently(terminal.err());
                GuardedExecutor executor = gate.executor()) {
            executor.receipts().unknownOutcomes().forEach(this::tellUnknown);
        } catch (Failure | IOException e) {
            terminal.err()
                    .line("tetrarch: the receipt is not on the ledger yet, the next run files it: " + e.getMessage());
        }
    }

    private void tellUnknown(Run run) {
        Begun begun = run.begun();
        terminal.err()
                .line("tetrarch: unknown outcome: request " + begun.request().number() + ", action "
                        + begun.actionHash().abbreviated() + ", was begun at "
                        + Instant.ofEpochMilli(begun.startedMillis()) + " and nobody saw its end; it is not run again");
    }
}
