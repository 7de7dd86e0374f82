package io.tetrarch.cli.bench;

import io.tetrarch.bench.restart.Build;
import io.tetrarch.bench.restart.RestartBenchmark;
import io.tetrarch.bench.restart.RestartBenchmark.Settings;
import io.tetrarch.bench.restart.RestartReport;
import io.tetrarch.bench.restart.RestartReport.Heap;
import io.tetrarch.bench.restart.RestartReport.Load;
import io.tetrarch.bench.restart.RestartReport.Opening;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures restarts. */
@Command(
        name = "restart",
        header = "Measure in how much memory a stored group runs and is opened again, and how fast.",
        description = {
            "For small actions and large ones, and at several distances to the latest checkpoint: the smallest heap in",
            "which a load runs, and the smallest in which the folder that it left is opened and decides one more. Then",
            "how long opening takes, by the length of the ledger. Everything runs in processes of its own.",
            "See docs/benchmarks.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:bad input; one line on stderr says what was expected"},
        footerHeading = "%nExample:%n",
        footer = {
            "  tetrarch bench restart --json > restart.json",
            "  tetrarch bench restart --entries 10000 --entries 1000000 --no-heaps"
        })
public final class BenchRestart implements Callable<Integer> {
    private static final int SMALL = 100;
    private static final int LARGE = 200_000;
    private static final long MOST_ENTRIES = 100_000_000;
    private static final List<String> AS_THE_LAUNCHER =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--beside",
            paramLabel = "CHECKOUT",
            description = "Measures the build in this folder, too, in turn with this one.")
    private String beside = "";

    @Option(
            names = "--bytes",
            paramLabel = "N",
            description = "How long an action's content is; can be given several times (default: 100 and 200000).")
    private List<Integer> bytes = new ArrayList<>();

    @Option(
            names = "--distance",
            paramLabel = "N",
            description = "How many sequences lie between the checkpoint and the end; likewise (default: 0, 64, 120).")
    private List<Integer> distances = new ArrayList<>();

    @Option(
            names = "--entries",
            paramLabel = "N",
            description = "How many entries a ledger has whose opening is timed; likewise (default: 10000, 100000).")
    private List<Long> entries = new ArrayList<>();

    @Option(names = "--no-heaps", description = "Measures no heaps.")
    private boolean noHeaps;

    @Option(names = "--no-openings", description = "Times no openings.")
    private boolean noOpenings;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "7",
            description = "Processes that open each ledger, and how often each of them does (default: 7).")
    private int runs;

    @Option(
            names = "--option",
            paramLabel = "OPTION",
            description = "Of the virtual machines that are measured, in place of those of the launcher; likewise.")
    private List<String> options = new ArrayList<>();

    public BenchRestart(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        List<Load> loads = noHeaps ? List.of() : loads();
        List<Long> ledgers = noOpenings ? List.of() : entries.isEmpty() ? List.of(10_000L, 100_000L) : entries;
        for (long each : ledgers) {
            require("--entries", each, 1, MOST_ENTRIES);
        }
        require("--runs", runs, 1, 1000);
        Settings settings = new Settings(builds(), loads, ledgers, runs, runs);
        RestartReport report =
                new RestartBenchmark(settings, what -> terminal.err().line(what)).run();
        if (json.isWanted()) {
            terminal.json(report.json());
        } else {
            print(report);
        }
        return ExitCode.OK;
    }

    private List<Load> loads() throws Failure {
        List<Load> loads = new ArrayList<>();
        for (int size : bytes.isEmpty() ? List.of(SMALL, LARGE) : bytes) {
            require("--bytes", size, 0, LARGE);
            for (int distance : distances.isEmpty() ? List.of(0, 64, 120) : distances) {
                require("--distance", distance, 0, 120);
                loads.add(new Load(size > 1000 ? 4 : 16, size, distance));
            }
        }
        return loads;
    }

    private List<Build> builds() throws Failure {
        List<String> machine = options.isEmpty() ? AS_THE_LAUNCHER : options;
        List<Build> builds = new ArrayList<>(List.of(Build.own(machine)));
        if (!beside.isEmpty()) {
            Path checkout = Folder.named(beside).toAbsolutePath().normalize();
            if (!Files.exists(Build.jar(checkout))) {
                throw Failure.badInput("--beside: there is no " + Build.jar(checkout) + "; build it first");
            }
            builds.add(Build.of(checkout, machine));
        }
        return builds;
    }

    private static void require(String option, long value, long least, long most) throws Failure {
        if (value < least || value > most) {
            throw Failure.badInput(option + ": expected from " + least + " to " + most + ", found " + value);
        }
    }

    private void print(RestartReport report) {
        if (!report.heaps().isEmpty()) {
            Table heaps = Table.of("build", "callers", "action", "since checkpoint", "ran in", "reopened in", "ratio");
            for (Heap each : report.heaps()) {
                heaps.row(
                        each.build(),
                        Integer.toString(each.load().callers()),
                        String.format(Locale.ROOT, "%,d B", each.load().actionBytes()),
                        Integer.toString(each.load().distance()),
                        each.ran() + " MiB",
                        each.reopened() + " MiB",
                        String.format(Locale.ROOT, "%.2f", each.ratio()));
            }
            heaps.print(terminal.out());
        }
        if (!report.openings().isEmpty()) {
            Table openings = Table.of("build", "entries", "opened in", "opened again in");
            for (Opening each : report.openings()) {
                openings.row(
                        each.build(),
                        String.format(Locale.ROOT, "%,d", each.entries()),
                        String.format(Locale.ROOT, "%.0f ms", each.firstMillis()),
                        String.format(Locale.ROOT, "%.0f ms", each.againMillis()));
            }
            openings.print(terminal.out());
        }
    }
}
