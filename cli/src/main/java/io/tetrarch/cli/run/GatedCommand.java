package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.home.PrincipalOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** One command, from its words to its exit code. */
final class GatedCommand {
    private static final double MOST_SECONDS = 30 * 86_400.0;

    private final Terminal terminal;
    private Optional<OutputFile> out = Optional.empty();
    private Optional<Supervision> supervision = Optional.empty();

    /** The options as given. */
    record Wanted(
            Asked.Words words,
            GatePlace place,
            PrincipalOption principal,
            Optional<Double> timeoutSeconds,
            Optional<String> report) {}

    GatedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(Wanted wanted) throws IOException, InterruptedException {
        RunReport report;
        try {
            report = supervised(wanted);
        } catch (Failure e) {
            report = RunReport.badInput(supervision.flatMap(Supervision::action), e.line());
        } catch (IOException e) {
            if (hasBegun()) {
                throw e;
            }
            report = RunReport.fault(Optional.empty(), Optional.empty(), String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!hasBegun()) {
                nothingRan().write(RunReport.fault(Optional.empty(), Optional.empty(), "unexpected " + e, e));
            }
            throw e;
        }
        if (report.exitCode().isEmpty()) {
            return nothingRan().tell(report);
        }
        if (out.isPresent()) {
            out.get().write(JsonWriter.pretty(report.json()).getBytes(StandardCharsets.UTF_8));
        }
        return report.exitCode().get();
    }

    /** Whether a command may have been started. */
    boolean hasBegun() {
        return supervision.isPresent() && supervision.get().hasBegun();
    }

    private NothingRan nothingRan() {
        return new NothingRan(terminal, out);
    }

    private RunReport supervised(Wanted wanted) throws Failure, IOException, InterruptedException {
        if (wanted.report.isPresent()) {
            out = Optional.of(OutputFile.at(wanted.report.get()));
        }
        OptionalLong timeoutMillis = OptionalLong.empty();
        if (wanted.timeoutSeconds.isPresent()) {
            timeoutMillis = OptionalLong.of(millis(wanted.timeoutSeconds.get()));
        }
        Asked asked = Asked.of(wanted.words, System.getenv());
        Optional<Principal> principal = wanted.principal.principal();
        Supervision made = new Supervision(terminal, wanted.place.found(), principal, timeoutMillis);
        supervision = Optional.of(made);
        return made.run(asked);
    }

    private static long millis(double seconds) throws Failure {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw Failure.badInput("--timeout: expected more than 0 and at most " + (long) MOST_SECONDS
                    + " seconds, found " + seconds);
        }
        return Math.max(1, Math.round(seconds * 1000));
    }
}
