package io.tetrarch.cli.cluster;

import io.tetrarch.bench.LeastLatency;
import io.tetrarch.bench.RoundCharter;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.Range;
import io.tetrarch.net.client.RemoteGate;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a group of processes. */
@Command(
        name = "cluster",
        header = "Measure decisions of four processes on this machine, asked over mutual TLS, with synced votes.",
        description = {
            "A client in this process asks: many callers at once, until the compilers of all processes are at rest and"
                    + " then for as long as is measured; then one caller.",
            "Everything is signed and verified; the charter is the bench's own, of one rule per judge. See"
                    + " docs/benchmarks.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:bad input", "70:a replica did not start, or something was not decided"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch bench cluster --seconds 10 --json")
public final class BenchCluster implements Callable<Integer> {
    private static final Range CALLERS = new Range(1, 10_000);
    private static final double MOST_SECONDS = 600;
    private static final int REPLICAS = 4;

    /** Five virtual machines compile what they need; it takes at most so many times as long as one measurement. */
    private static final int MOST_WARM_UPS = 8;

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--callers", paramLabel = "N", description = "How many ask at once (default: 256).")
    private int callers = 256;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each measurement takes (default: 10).")
    private double seconds = 10;

    public BenchCluster(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (!CALLERS.holds(callers)) {
            throw Failure.badInput("--callers: expected " + CALLERS + ", found " + callers);
        }
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw Failure.badInput(
                    "--seconds: expected more than 0 and at most " + (long) MOST_SECONDS + ", found " + seconds);
        }
        Path parent = Files.createTempDirectory("tetrarch-bench-");
        ClusterFolder folder = new ClusterFolder(parent.resolve("cluster"));
        try {
            folder.found(REPLICAS, RoundCharter.small().file());
            return measure(folder);
        } finally {
            end(folder);
            delete(parent);
        }
    }

    private int measure(ClusterFolder folder) throws Failure, IOException, InterruptedException {
        Group group = folder.client().group();
        for (NodeProcess node : folder.nodes(group)) {
            node.start();
        }
        Optional<String> trouble = new Readiness(folder, group).await(group.replicaNames());
        if (trouble.isPresent()) {
            terminal.err().line("tetrarch: " + trouble.get());
            return ExitCode.FAULT;
        }
        Duration duration = Duration.ofNanos(Math.round(seconds * 1e9));
        try (RemoteGate gate = RemoteGate.open(
                folder.client(), Ed25519Provider.fromSystemProperty().load(), ClusterFolder.addresses(group))) {
            ClusterLoad load = new ClusterLoad(gate, folder.nodes(group));
            terminal.err().line("warming up");
            load.warmUp(callers, duration.multipliedBy(MOST_WARM_UPS));
            terminal.err().line("measuring: " + callers + " callers");
            ClusterLoad.Result many = load.run(callers, duration);
            terminal.err().line("measuring: one caller");
            load.warmUp(1, duration.multipliedBy(2));
            ClusterLoad.Result one = load.run(1, duration);
            terminal.err().line("measuring: the least that it can be");
            LeastLatency least =
                    LeastLatency.measure(Ed25519Provider.fromSystemProperty().load(), folder.path());
            terminal.err().line("measuring: the leader is killed, and the next one is silent");
            report(one, many, least, new LeaderLoss(gate, folder, group).measure());
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    private void report(ClusterLoad.Result one, ClusterLoad.Result many, LeastLatency least, LeaderLoss.Result loss) {
        double toLeast = Math.round(100 * one.p50Micros() / least.micros()) / 100.0;
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("replicas", REPLICAS)
                    .put("seconds", Math.round(seconds))
                    .put("callers", callers)
                    .put("syncMicros", Math.round(least.syncMicros()))
                    .put("floorMicros", Math.round(least.floorMicros()))
                    .put("p50ToLeast", new JsonNumber(toLeast))
                    .put("leaderKilledMillis", loss.killedMillis())
                    .put("leaderSilentMillis", loss.silentMillis())
                    .put("viewTimeoutMillis", loss.timeoutMillis())
                    .put("oneCaller", one.json())
                    .put("manyCallers", many.json())
                    .build());
            return;
        }
        for (ClusterLoad.Result each : List.of(one, many)) {
            terminal.out()
                    .line(String.format(
                            Locale.ROOT,
                            "%,6d callers: %,d/s, p50 %,d µs, p99 %,d µs, %,d µs CPU each (%d %% of it compilers),"
                                    + " largest replica %,d MB",
                            each.callers(),
                            each.perSecond(),
                            each.p50Micros(),
                            each.p99Micros(),
                            each.cost().cpuMicros(),
                            each.cost().compilerPercent(),
                            each.cost().largestMegabytes()));
        }
        terminal.out()
                .line(String.format(
                        Locale.ROOT,
                        "one caller's p50 is %.2f times four syncs (%,d µs each) and the signatures (%,d µs)",
                        toLeast,
                        Math.round(least.syncMicros()),
                        Math.round(least.floorMicros())));
        terminal.out()
                .line(String.format(
                        Locale.ROOT,
                        "nothing was decided for %,d ms when the leader was killed, for %,d ms when it was silent (its"
                                + " view times out after %,d ms)",
                        loss.killedMillis(),
                        loss.silentMillis(),
                        loss.timeoutMillis()));
    }

    private static void end(ClusterFolder folder) throws Failure, IOException, InterruptedException {
        if (folder.isFounded()) {
            for (NodeProcess node : folder.nodes(folder.client().group())) {
                node.kill();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
