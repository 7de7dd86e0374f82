package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tells that a command did not run, so that nobody can take it for one that did: on the last line, and in the report. */
public final class NothingRan {
    private static final int MOST_CHARACTERS = 2_000;

    private final Terminal terminal;
    private final Optional<OutputFile> report;

    NothingRan(Terminal terminal, Optional<OutputFile> report) {
        this.terminal = terminal;
        this.report = report;
    }

    /**
     * For a command line that cannot be read. The report is written if the option that names it can be.
     *
     * @param arguments of the whole command line
     * @return the exit code
     */
    public static int byMisuse(Terminal terminal, List<String> arguments, String problem) {
        Optional<OutputFile> report = Optional.empty();
        try {
            Optional<String> name = reportIn(arguments);
            if (name.isPresent()) {
                report = Optional.of(OutputFile.at(name.get()));
            }
        } catch (Failure e) {
            // the first problem is the one to tell
        }
        return new NothingRan(terminal, report).tell(RunReport.badInput(Optional.empty(), problem));
    }

    private static Optional<String> reportIn(List<String> arguments) {
        for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--report=")) {
                return Optional.of(argument.substring("--report=".length()));
            }
            if (argument.equals("--report") && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1)).filter(name -> !name.startsWith("-"));
            }
        }
        return Optional.empty();
    }

    /** Whether a command line, however much of it can be read, is one for {@code tetrarch run}. */
    public static boolean concerns(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .filter("run"::equals)
                .isPresent();
    }

    /** @return the exit code */
    int tell(RunReport told) {
        write(told);
        line(told.line(), "; nothing ran");
        return switch (told.ran()) {
            case AS_DECIDED, IN_SHADOW_MODE -> throw new IllegalArgumentException("it ran");
            case NOTHING_BY_BAD_INPUT -> ExitCode.BAD_INPUT;
            case NOTHING_BY_A_CHANGE -> ExitCode.CHANGED;
            case NOTHING_BY_A_FAULT -> ExitCode.FAULT;
            case NOTHING_BY_A_SHORTAGE -> ExitCode.SHORTAGE;
            case NOTHING ->
                told.decision()
                        .map(decision -> switch (decision.outcome()) {
                            case APPROVED -> ExitCode.FAULT;
                            case DENIED -> ExitCode.DENIED;
                            case EXPIRED -> ExitCode.UNDECIDED;
                        })
                        .orElse(ExitCode.UNDECIDED);
        };
    }

    /** The report of what nobody foresaw, of which others print the line. */
    void write(RunReport told) {
        if (report.isEmpty()) {
            return;
        }
        try {
            report.get().write(JsonWriter.pretty(told.json()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            line("the report cannot be written: " + e.getMessage(), "");
        }
    }

    private void line(String text, String ending) {
        StringBuilder line = new StringBuilder("tetrarch: ");
        text.codePoints()
                .limit(MOST_CHARACTERS)
                .map(c -> c == '\n' ? ' ' : Character.isISOControl(c) ? '?' : c)
                .forEach(line::appendCodePoint);
        terminal.flush();
        terminal.err().line(line.append(ending).toString());
    }
}
