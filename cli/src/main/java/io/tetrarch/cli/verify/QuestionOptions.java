package io.tetrarch.cli.verify;

import io.tetrarch.cli.completion.TierNames;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Demands;
import io.tetrarch.proof.group.Mode;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked of a proof, as it is written on the command line. */
final class QuestionOptions {
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");
    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    @Option(
            names = "--authentic",
            description = "Ask only whether the proof is what it says it is; not whether it lets anything run.")
    private boolean authentic;

    @Option(
            names = "--allow-shadow",
            description = "Accept that a tier in shadow mode lets its actions run whatever was decided.")
    private boolean allowShadow;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Ask for this time instead of now: RFC 3339, or milliseconds of Unix time.")
    private @Nullable String at;

    @Option(names = "--action", paramLabel = "FILE", description = "The proof must be about this very action.")
    private @Nullable String action;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "The decision must be this: APPROVED, DENIED or EXPIRED.")
    private @Nullable String outcome;

    @Option(names = "--executor", paramLabel = "NAME", description = "The request must name this executor.")
    private @Nullable String executor;

    @Option(
            names = "--tier",
            paramLabel = "NAME",
            description = "It must have been decided in this tier.",
            completionCandidates = TierNames.class)
    private @Nullable String tier;

    @Option(
            names = "--require-mode",
            paramLabel = "MODE",
            description = "The group must at least be of this mode: embedded, processes or distributed.")
    private @Nullable String mode;

    @Option(
            names = "--require-pinned-judges",
            description = "The group must say which judges it accepts, as those of earlier builds do not.")
    private boolean pinnedJudges;

    boolean readsStandardInput() {
        return "-".equals(action);
    }

    Question read(InputStream in) throws Failure {
        Demands demands = new Demands(
                action(in), outcome(), name("--executor", executor), name("--tier", tier), mode(), pinnedJudges);
        return new Question(demands, time(), allowShadow, authentic);
    }

    private Optional<Action> action(InputStream in) throws Failure {
        if (action == null) {
            return Optional.empty();
        }
        InputFile input = InputFile.read(action, in, JsonLimits.ACTION.maxBytes());
        try {
            return Optional.of(Action.parse(input.bytes()));
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        }
    }

    private Optional<Outcome> outcome() throws Failure {
        if (outcome == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Outcome.values())
                .filter(each -> each.name().equals(outcome))
                .findFirst()
                .orElseThrow(() ->
                        Failure.badInput("--outcome: expected APPROVED, DENIED or EXPIRED, found '" + outcome + "'")));
    }

    private static Optional<String> name(String option, @Nullable String name) throws Failure {
        if (name != null && name.isBlank()) {
            throw Failure.badInput(option + ": expected a name, found '" + name + "'");
        }
        return Optional.ofNullable(name);
    }

    private Optional<Mode> mode() throws Failure {
        if (mode == null) {
            return Optional.empty();
        }
        return Optional.of(Mode.ofWord(mode)
                .orElseThrow(() -> Failure.badInput(
                        "--require-mode: expected embedded, processes or distributed, found '" + mode + "'")));
    }

    private long time() throws Failure {
        if (at == null) {
            return System.currentTimeMillis();
        }
        if (MILLIS.matcher(at).matches()) {
            return Long.parseLong(at);
        }
        try {
            if (RFC_3339.matcher(at).matches()) {
                String strict = at.toUpperCase(Locale.ROOT).replace(' ', 'T');
                return OffsetDateTime.parse(strict).toInstant().toEpochMilli();
            }
        } catch (DateTimeParseException e) {
            // a form of a date, and none that there is
        }
        throw Failure.badInput(
                "--at: expected a time such as 2026-01-31T12:00:00Z, or milliseconds of Unix time, found '" + at + "'");
    }
}
