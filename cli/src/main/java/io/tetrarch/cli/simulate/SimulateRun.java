package io.tetrarch.cli.simulate;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Progress;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.simulator.Report;
import io.tetrarch.simulator.SeedRun;
import io.tetrarch.simulator.Simulation;
import io.tetrarch.simulator.SimulationConfig;
import io.tetrarch.simulator.world.Profile;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One sweep, from the options to the figures. */
final class SimulateRun {
    private static final int SHOWN_FAILURES = 5;
    private static final long MOST = (1L << 53) - 1;

    private final Terminal terminal;
    private final boolean json;

    /** The options as given. */
    record Wanted(
            long seeds,
            long first,
            Optional<Integer> replicas,
            Optional<String> profile,
            Optional<Integer> byzantine,
            Optional<Integer> threads) {}

    SimulateRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int run(Wanted wanted) throws Failure {
        SimulationConfig config = config(wanted);
        Report report;
        try (Progress progress = new Progress(terminal.err())) {
            report = Simulation.run(config, done -> progress.show(() -> line(done, config.seeds())));
        }
        if (json) {
            terminal.json(json(report));
        } else {
            print(report);
        }
        return report.isClean() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    static SimulationConfig config(Wanted wanted) throws Failure {
        try {
            return new SimulationConfig(
                    wanted.seeds,
                    wanted.first,
                    wanted.replicas,
                    profile(wanted.profile),
                    wanted.byzantine,
                    wanted.threads.orElseGet(Runtime.getRuntime()::availableProcessors));
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Profile> profile(Optional<String> label) throws Failure {
        Optional<Profile> known = label.flatMap(wanted -> Arrays.stream(Profile.values())
                .filter(profile -> profile.label().equals(wanted))
                .findFirst());
        if (label.isPresent() && known.isEmpty()) {
            throw Failure.badInput("--profile: expected one of "
                    + Arrays.stream(Profile.values()).map(Profile::label).collect(Collectors.joining(", "))
                    + ", found '" + label.get() + "'");
        }
        return known;
    }

    private static String line(long done, long seeds) {
        return String.format(Locale.ROOT, "%,d of %,d seeds (%d %%)", done, seeds, 100 * done / seeds);
    }

    private void print(Report report) {
        Paint paint = terminal.out().paint();
        terminal.out()
                .line(String.format(
                        Locale.ROOT,
                        "%,d seeds, %,d steps: %,d decided, %,d view changes, %,d crashes, %,d equivocations proven; "
                                + "%,.0f seeds a second",
                        report.seeds(),
                        report.steps(),
                        report.decided(),
                        count(report.viewChanges()),
                        report.crashes(),
                        report.evidence(),
                        report.seedsPerSecond()));
        if (report.isClean()) {
            terminal.out().line(paint.good("clean") + ": every property held in every run");
            return;
        }
        terminal.out().line(paint.bad("violated") + ": " + report.violations().size() + " times");
        report.violations().stream().limit(SHOWN_FAILURES).forEach(failure -> {
            terminal.out().line("  " + failure.violation());
            terminal.out().line("    repeat it: " + repeat(failure.run()));
        });
    }

    private static String repeat(SeedRun run) {
        return "tetrarch simulate --seeds 1 --first " + run.seed() + " --replicas " + run.replicas() + " --profile "
                + run.profile().label() + " --byzantine " + run.byzantine();
    }

    private static JsonObject json(Report report) {
        return JsonObject.builder()
                .put("seeds", report.seeds())
                .put("steps", count(report.steps()))
                .put("decided", count(report.decided()))
                .put("viewChanges", count(report.viewChanges()))
                .put("crashes", count(report.crashes()))
                .put("evidence", count(report.evidence()))
                .put(
                        "violations",
                        new JsonArray(report.violations().stream()
                                .<JsonValue>map(failure -> JsonObject.builder()
                                        .put("seed", failure.run().seed())
                                        .put("property", failure.violation().property())
                                        .put("atMillis", failure.violation().atMillis())
                                        .put("what", failure.violation().what())
                                        .put("command", repeat(failure.run()))
                                        .build())
                                .toList()))
                .put("seedsPerSecond", report.seedsPerSecond())
                .build();
    }

    /** With more traitors than the group tolerates views can run away beyond all that a sum holds. */
    private static long count(long sum) {
        return sum < 0 ? MOST : Math.min(sum, MOST);
    }
}
