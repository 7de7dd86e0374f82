package io.tetrarch.cli.bench;

import io.tetrarch.bench.RoundBenchmark;
import io.tetrarch.bench.RoundBenchmark.Settings;
import io.tetrarch.bench.RoundCharter;
import io.tetrarch.bench.RoundReport;
import io.tetrarch.bench.RoundReport.Floor;
import io.tetrarch.bench.RoundReport.Row;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.embedded.home.HomeRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** One benchmark, from its options to the figures. */
final class BenchRun {
    private static final double MOST_SECONDS = 3600;
    private static final double WARM_UP = 1.5;

    /** The virtual machine compiles for as long as a minute on two processors. */
    private static final double MOST_SETTLING_SECONDS = 60;

    /** Whoever measures for a moment only does not want to wait a minute for it. */
    private static final double MOST_SETTLING = 40;

    private final Terminal terminal;
    private final boolean json;

    BenchRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int round(double seconds, RoundCharter charter) throws Failure, IOException, InterruptedException {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw Failure.badInput(
                    "--seconds: expected more than 0 and at most " + (long) MOST_SECONDS + ", found " + seconds);
        }
        RoundReport report;
        try {
            Settings settings = new Settings(
                    duration(Math.min(MOST_SETTLING_SECONDS, MOST_SETTLING * seconds)),
                    duration(WARM_UP * seconds),
                    duration(seconds),
                    charter);
            report = new RoundBenchmark(settings, what -> terminal.err().line("measuring: " + what)).run();
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
        if (json) {
            terminal.json(report.json());
        } else {
            print(report);
        }
        return ExitCode.OK;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private void print(RoundReport report) {
        Floor floor = report.floor();
        Screen out = terminal.out();
        out.line(String.format(
                Locale.ROOT,
                "floor    %,.0f µs of CPU for %.1f signatures and %.1f verifications a round, by %s",
                floor.cpuMicros(),
                floor.signatures(),
                floor.verifications(),
                report.setup().provider()));
        out.line(String.format(
                Locale.ROOT,
                "apart    %,.0f requests a second, if each were signed by itself and verified at four replicas, and"
                        + " nothing else done",
                floor.apartPerSecond()));
        out.line(String.format(
                Locale.ROOT,
                "memory   %,.0f bytes kept of each decision on the heap and %,.0f outside it, the ledger included",
                report.kept().heapBytes(),
                report.kept().offHeapBytes()));
        out.line(String.format(
                Locale.ROOT,
                "disk     %,.0f µs to sync a record in four files at once; a durable decision waits for %d in a row;"
                        + " opened again in %,.0f ms",
                report.disk().syncMicros(),
                RoundReport.SYNCS_IN_A_ROW,
                report.disk().reopenMillis()));
        out.line(String.format(
                Locale.ROOT,
                "durable  p50 of one caller is %.2f times those syncs and the floor together",
                report.durableToLeast()));
        out.line(String.format(
                Locale.ROOT,
                "checks   %.2f %% of the CPU of all rounds, for the core's invariants at the end of every step",
                report.checksPercent()));
        out.line("charter  " + report.setup().charter());
        out.line();
        table(report);
    }

    private void table(RoundReport report) {
        Table table =
                Table.of("storage", "callers", "p50", "p99", "decisions/s", "CPU a decision", "checks", "p50 to floor");
        for (Row row : report.rows()) {
            table.row(
                    row.storage().name().toLowerCase(Locale.ROOT),
                    Integer.toString(row.callers()),
                    micros(row.latency().p50Micros()),
                    micros(row.latency().p99Micros()),
                    String.format(Locale.ROOT, "%,.0f", row.decisionsPerSecond()),
                    micros(row.cpu().microsPerDecision()),
                    String.format(Locale.ROOT, "%.2f %%", row.cpu().checksPercent()),
                    String.format(Locale.ROOT, "%.2f", row.ratioToFloor()));
        }
        table.print(terminal.out());
    }

    private static String micros(double value) {
        return String.format(Locale.ROOT, "%,.0f µs", value);
    }
}
