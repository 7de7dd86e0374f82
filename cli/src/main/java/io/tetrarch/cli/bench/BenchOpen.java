package io.tetrarch.cli.bench;

import io.tetrarch.bench.OpenBenchmark;
import io.tetrarch.bench.OpenReport;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.json.Range;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what open requests cost the others. */
@Command(
        name = "open",
        header = "Measure ordinary decisions beside requests that stay open for a person, and without, by turns.",
        description = {
            "256 callers ask for ordinary decisions while so many requests wait for a person's answer; then the person",
            "answers all of them, and the same is measured without. The ratio is the median of the rounds.",
            "See docs/benchmarks.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:bad input; one line on stderr says what was expected"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch bench open --json > open.json", "  tetrarch bench open --open 1000 --durable"})
public final class BenchOpen implements Callable<Integer> {
    /** A client may have so many open. */
    private static final Range OPEN = new Range(1, 15_000);

    private static final Range ROUNDS = new Range(1, 100);
    private static final double MOST_SECONDS = 600;
    private static final double SETTLING = 20;
    private static final double MOST_SETTLING_SECONDS = 60;

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--open",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Requests that wait for a person (default: 10000).")
    private int open;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "6",
            description = "Measurements with them, and as many without (default: 6).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "4",
            description = "How long each measurement takes (default: 4).")
    private double seconds;

    @Option(names = "--durable", description = "With stores on disk; without it in memory.")
    private boolean durable;

    public BenchOpen(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (!OPEN.holds(open)) {
            throw Failure.badInput("--open: expected " + OPEN + ", found " + open);
        }
        if (!ROUNDS.holds(rounds)) {
            throw Failure.badInput("--rounds: expected " + ROUNDS + ", found " + rounds);
        }
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw Failure.badInput(
                    "--seconds: expected more than 0 and at most " + (long) MOST_SECONDS + ", found " + seconds);
        }
        OpenBenchmark.Settings settings = new OpenBenchmark.Settings(
                open,
                rounds,
                duration(Math.min(MOST_SETTLING_SECONDS, SETTLING * seconds)),
                duration(seconds),
                durable);
        try {
            report(new OpenBenchmark(settings, what -> terminal.err().line("measuring: " + what)).run());
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private void report(OpenReport report) {
        if (json.isWanted()) {
            terminal.json(report.json());
            return;
        }
        terminal.out()
                .line(String.format(
                        Locale.ROOT,
                        "%,d open requests; %.3f of the ordinary decisions that are made without them;"
                                + " %,.0f bytes on the heap for each",
                        report.setup().open(),
                        report.ratio(),
                        report.heapBytesPerOpen()));
        terminal.out().line();
        Table table = Table.of("with/s", "without/s", "ratio", "p99 with", "p99 without");
        for (OpenReport.Round round : report.rounds()) {
            table.row(
                    figure(round.with().decisionsPerSecond(), ""),
                    figure(round.without().decisionsPerSecond(), ""),
                    String.format(Locale.ROOT, "%.3f", round.ratio()),
                    figure(round.with().p99Micros(), " µs"),
                    figure(round.without().p99Micros(), " µs"));
        }
        table.print(terminal.out());
    }

    private static String figure(double value, String unit) {
        return String.format(Locale.ROOT, "%,.0f", value) + unit;
    }
}
