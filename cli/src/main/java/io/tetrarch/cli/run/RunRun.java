package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.Decision;
import io.tetrarch.client.executor.ShellCommand;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One command, from its words to its exit code. */
final class RunRun {
    private static final double MOST_SECONDS = 30 * 86_400.0;

    private final Terminal terminal;

    /** The options as given. */
    record Wanted(List<String> words, GroupFolder folder, Optional<Double> timeoutSeconds, Optional<String> report) {}

    RunRun(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(Wanted wanted) throws Failure, IOException, InterruptedException {
        OptionalLong timeoutMillis = OptionalLong.empty();
        if (wanted.timeoutSeconds.isPresent()) {
            timeoutMillis = OptionalLong.of(millis(wanted.timeoutSeconds.get()));
        }
        Optional<OutputFile> out = Optional.empty();
        if (wanted.report.isPresent()) {
            out = Optional.of(OutputFile.at(wanted.report.get()));
        }
        ShellCommand command = command(wanted.words);
        Action action = action(command);
        RunReport report = new Supervision(terminal, wanted.folder, timeoutMillis).run(command, action);
        if (out.isPresent()) {
            out.get().write(JsonWriter.pretty(report.json()).getBytes(StandardCharsets.UTF_8));
        }
        return end(report);
    }

    private static long millis(double seconds) throws Failure {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw Failure.badInput("--timeout: expected more than 0 and at most " + (long) MOST_SECONDS
                    + " seconds, found " + seconds);
        }
        return Math.max(1, Math.round(seconds * 1000));
    }

    private static ShellCommand command(List<String> words) throws Failure {
        String text = ShellCommand.textOf(words);
        if (text.isBlank()) {
            throw Failure.badInput("expected a command, found nothing but white space");
        }
        ShellCommand command = new ShellCommand(
                text,
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
        for (String part : List.of(text, command.folder().toString(), command.searchPath())) {
            requireExact(part);
        }
        return command;
    }

    /** The JVM turns arguments into text and back by the locale; where that loses something, other bytes would run. */
    private static void requireExact(String text) throws Failure {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        if (text.indexOf('\uFFFD') >= 0 || !new String(text.getBytes(charset), charset).equals(text)) {
            throw Failure.badInput("the command has characters that the locale (" + charset
                    + ") cannot pass on exactly; set LC_ALL=C.UTF-8");
        }
    }

    private static Action action(ShellCommand command) throws Failure {
        try {
            return command.toAction();
        } catch (JsonRejected e) {
            throw Failure.badInput("COMMAND", e);
        }
    }

    private int end(RunReport report) {
        if (report.exitCode().isPresent()) {
            return report.exitCode().get();
        }
        terminal.err().line("tetrarch: " + why(report) + "; nothing ran");
        if (report.ran() == RunReport.Ran.NOTHING_BY_A_FAULT) {
            return ExitCode.FAULT;
        }
        return report.decision()
                .map(decision -> switch (decision.outcome()) {
                    case APPROVED -> ExitCode.FAULT;
                    case DENIED -> ExitCode.DENIED;
                    case EXPIRED -> ExitCode.UNDECIDED;
                })
                .orElse(ExitCode.UNDECIDED);
    }

    private static String why(RunReport report) {
        Optional<Outcome> outcome = report.decision().map(Decision::outcome);
        boolean fault = report.ran() == RunReport.Ran.NOTHING_BY_A_FAULT;
        return outcome.map(Enum::name).orElse("UNDECIDED") + ": "
                + report.decision()
                        .filter(decision -> outcome.get() != Outcome.APPROVED && !fault)
                        .map(Reasons::of)
                        .orElse(report.reason());
    }
}
