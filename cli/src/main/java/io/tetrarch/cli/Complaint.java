package io.tetrarch.cli;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.shortage.Shortage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Optional;

/** The one place where whatever went wrong becomes one line on stderr and an exit code. */
final class Complaint {
    private static final int MAX_LINE = 600;
    /** EPIPE, as the C library spells it. */
    private static final String READER_GONE = "Broken pipe";

    private final Terminal terminal;
    private final boolean json;

    /** @param json whether programs read it: each problem is an object on one line then */
    Complaint(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    /** Whether the command was asked for JSON, as far as that can be told from words that may not be a command's at all. */
    static boolean inJson(String... arguments) {
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .anyMatch(argument -> argument.equals("--json"));
    }

    /** Tells what ended a command; returns the exit code. */
    int about(Throwable e, boolean debug) {
        if (e instanceof Failure failure) {
            print(failure.line(), failure.exitCode());
            return failure.exitCode();
        }
        if (e instanceof JournalRefusedException refused) {
            print(String.valueOf(refused.getMessage()), ExitCode.BAD_INPUT);
            return ExitCode.BAD_INPUT;
        }
        Optional<Shortage> shortage = Shortage.of(e);
        if (shortage.isPresent() && !debug) {
            print(shortage.get().line(), ExitCode.SHORTAGE);
            return ExitCode.SHORTAGE;
        }
        if (debug) {
            terminal.flush();
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            trace.toString().replace("\t", "    ").lines().forEach(terminal.err()::line);
        } else {
            print("unexpected " + e + "; add --debug to see where", ExitCode.FAULT);
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
        int ended = exitCode == ExitCode.OK ? ExitCode.OUTPUT_LOST : exitCode;
        String reason = String.valueOf(failure.get().getMessage());
        if (!reason.contains(READER_GONE)) {
            print("standard output: " + reason + "; not all of the output is written", ended);
        }
        return ended;
    }

    /** Prints one line of a sane length, whatever a file name or a message has in it. */
    void print(String problem, int exitCode) {
        int[] shortened = problem.codePoints().limit(MAX_LINE).toArray();
        terminal.flush();
        String line = new String(shortened, 0, shortened.length);
        if (json) {
            terminal.err()
                    .json(JsonObject.builder()
                            .put("error", line)
                            .put("exitCode", exitCode)
                            .build());
        } else {
            terminal.err().line("tetrarch: " + line);
        }
    }
}
