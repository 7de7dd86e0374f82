package io.tetrarch.cli;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;

/** The one place where whatever went wrong becomes one line on stderr and an exit code. */
final class Complaint {
    private static final int MAX_LINE = 600;

    private final Terminal terminal;

    Complaint(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Tells what ended a command; returns the exit code. */
    int about(Exception e, boolean debug) {
        if (e instanceof Failure failure) {
            print(failure.line());
            return failure.exitCode();
        }
        if (debug) {
            terminal.flush();
            e.printStackTrace(terminal.err().writer());
        } else {
            print("unexpected " + e + "; add --debug to see where");
        }
        return ExitCode.FAULT;
    }

    /** Prints one line of a sane length, whatever a file name or a message has in it. */
    void print(String problem) {
        StringBuilder line = new StringBuilder("tetrarch: ");
        problem.codePoints().limit(MAX_LINE).forEach(c -> {
            if (c == '\n') {
                line.append(' ');
            } else {
                line.appendCodePoint(Character.isISOControl(c) ? '?' : c);
            }
        });
        terminal.flush();
        terminal.err().line(line.toString());
    }
}
