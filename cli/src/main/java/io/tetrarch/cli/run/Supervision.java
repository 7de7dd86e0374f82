package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.Admission;
import io.tetrarch.client.Decision;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.RunFailure;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.receipt.Shadow;
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
    private final GatePlace.Found place;
    private final Optional<Principal> principal;
    private final OptionalLong timeoutMillis;
    private Optional<Action> action = Optional.empty();
    private Optional<Decision> decided = Optional.empty();
    private boolean begun;

    /** @param principal for whom the command is asked for */
    Supervision(Terminal terminal, GatePlace.Found place, Optional<Principal> principal, OptionalLong timeoutMillis) {
        this.terminal = terminal;
        this.place = place;
        this.principal = principal;
        this.timeoutMillis = timeoutMillis;
    }

    /** Whether the request is used up, so that the command may have been started. */
    boolean hasBegun() {
        return begun;
    }

    /** What was put before the judges, once it was. */
    Optional<Action> action() {
        return action;
    }

    /** What came of it; that a disk failed before anything was started is no accident of the command's. */
    RunReport run(Asked asked) throws Failure, IOException, InterruptedException {
        try {
            return supervise(asked);
        } catch (IOException | RunFailure e) {
            if (begun) {
                throw e;
            }
            if (e instanceof JournalRefusedException || e.getCause() instanceof JournalRefusedException) {
                return RunReport.badInput(action, String.valueOf(e.getMessage()));
            }
            return RunReport.fault(action, decided, "the disk failed: " + e.getMessage(), e);
        }
    }

    private RunReport supervise(Asked asked) throws Failure, IOException, InterruptedException {
        Decision made;
        RunningCommand running;
        Action put;
        try (GovernedGate gate = place.open(terminal.err())) {
            Asked.Ready ready = asked.ready(place.path());
            put = ready.action();
            action = Optional.of(put);
            try {
                Submission submission = Submission.of(put);
                made = gate.decide(principal.map(submission::withPrincipal).orElse(submission));
                decided = Optional.of(made);
            } catch (UndecidedException e) {
                return Shortage.of(e).isPresent()
                        ? RunReport.fault(action, Optional.empty(), "", e)
                        : RunReport.notRun(put, Optional.empty(), String.valueOf(e.getMessage()));
            }
            try (GuardedExecutor executor = gate.executor()) {
                executor.receipts().unknownOutcomes().forEach(this::tellUnknown);
                switch (executor.admit(put, made.proof())) {
                    case Admission.Refused refused -> {
                        return RunReport.notRun(put, decided, refused.explanation());
                    }
                    case Admission.Admitted admitted -> {
                        begun = true;
                        admitted.permit().shadow().ifPresent(shadow -> tell(shadow, made));
                        running = RunningCommand.start(admitted.permit(), ready.seal(), terminal, timeoutMillis);
                    }
                }
                if (running.endsWithin(QUICK_MILLIS)) {
                    RunningCommand.End end = running.end();
                    executor.receipts().file(end.receipt());
                    return RunReport.of(put, made, end);
                }
            }
        }
        RunningCommand.End end = running.end();
        file();
        return RunReport.of(put, made, end);
    }

    private void tell(Shadow shadow, Decision decision) {
        String why = decision.isApproved() ? "" : ": " + Reasons.of(decision);
        terminal.err()
                .line("tetrarch: tier " + shadow.tier() + " is in shadow mode, so this runs; enforced, it would be "
                        + shadow.outcome() + why);
    }

    /** The executor files whatever it finds not filed. The command has run, so nothing here may hide how it ended. */
    private void file() throws InterruptedException {
        try (GovernedGate gate = place.openPatiently(terminal.err());
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
