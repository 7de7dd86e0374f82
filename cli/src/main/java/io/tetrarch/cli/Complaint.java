package io.tetrarch.cli;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.node.shortage.Shortage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** The one place where whatever went wrong becomes one line on stderr and an exit code. */
final class Complaint {
    private static final int MAX_LINE = 600;
    /** EPIPE, as the C library spells it. */
    private static final String READER_GONE = "Broken pipe";

    private final Terminal terminal;

    Complaint(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Tells what ended a command; returns the exit code. */
    int about(Throwable e, boolean debug) {
        if (e instanceof Failure failure) {
            print(failure.line());
            return failure.exitCode();
        }
        if (e instanceof JournalRefusedException refused) {
            print(String.valueOf(refused.getMessage()));
            return ExitCode.BAD_INPUT;
        }
        Optional<Shortage> shortage = Shortage.of(e);
        if (shortage.isPresent() && !debug) {
            print(shortage.get().line());
            return ExitCode.SHORTAGE;
        }
        if (debug) {
            terminal.flush();
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            trace.toString().replace("\t", "    ").lines().forEach(terminal.err()::line);
        } else {
            print("unexpected " + e + "; add --debug to see where");
        }
        return shortage.isPresent() ? ExitCode.SHORTAGE : ExitCode.FAULT;
    }

    /**
     * What has not arrived on stdout makes a success none. A reader that has gone away, as in {@code | head}, knows that, so
     * that nothing is said; the exit code tells all others.
     *
     * @return how the command ends
     */
    int aboutLostOutput(int exitCode) {
        Optional<IOException> failure = terminal.out().failure();
        if (failure.isEmpty()) {
            return exitCode;
        }
        String reason = String.valueOf(failure.get().getMessage());
        if (!reason.contains(READER_GONE)) {
            print("standard output: " + reason + "; not all of the output is written");
        }
        return exitCode == ExitCode.OK ? ExitCode.OUTPUT_LOST : exitCode;
    }

    /** Prints one line of a sane length, whatever a file name or a message has in it. */
    void print(String problem) {
        int[] shortened = problem.codePoints().limit(MAX_LINE).toArray();
        terminal.flush();
        terminal.err().line("tetrarch: " + new String(shortened, 0, shortened.length));
    }
}
