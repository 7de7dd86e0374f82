package io.tetrarch.cli.bench;

import io.tetrarch.bench.ThreadsBenchmark;
import io.tetrarch.bench.ThreadsReport;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.json.Range;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures many threads that decide and run at once. */
@Command(
        name = "threads",
        header = "Measure a thousand virtual threads that decide and run at once, on a stored group.",
        description = {
            "Each thread asks for an action of its own under the default charter, and runs it as soon as it is"
                    + " approved.",
            "A round is over when the last one has run; the figure is the median round.",
            "See docs/benchmarks.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:bad input; one line on stderr says what was expected"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch bench threads --json > threads.json", "  tetrarch bench threads --threads 200 --rounds 3"
        })
public final class BenchThreads implements Callable<Integer> {
    private static final Range THREADS = new Range(1, 10_000);
    private static final Range ROUNDS = new Range(1, 100);
    private static final Range WARM_UP = new Range(0, 100);

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1000",
            description = "That decide and run at once (default: 1000).")
    private int threads;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Measured (default: 5).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds before them, not measured (default: 3).")
    private int warmUp;

    public BenchThreads(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        require(THREADS, "--threads", threads);
        require(ROUNDS, "--rounds", rounds);
        require(WARM_UP, "--warm-up", warmUp);
        try {
            report(new ThreadsBenchmark(
                            new ThreadsBenchmark.Settings(threads, rounds, warmUp),
                            what -> terminal.err().line("measuring: " + what))
                    .run());
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    private static void require(Range range, String option, int found) throws Failure {
        if (!range.holds(found)) {
            throw Failure.badInput(option + ": expected " + range + ", found " + found);
        }
    }

    private void report(ThreadsReport report) {
        if (json.isWanted()) {
            terminal.json(report.json());
            return;
        }
        terminal.out()
                .line(String.format(
                        Locale.ROOT,
                        "%,d threads decided and ran in %,.0f ms (median of %d; each: %s ms)",
                        report.threads(),
                        report.medianMillis(),
                        report.rounds().size(),
                        String.join(
                                ", ",
                                report.rounds().stream()
                                        .map(each -> String.valueOf(each.toMillis()))
                                        .toList())));
    }
}
