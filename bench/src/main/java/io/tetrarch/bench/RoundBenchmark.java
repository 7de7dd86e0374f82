package io.tetrarch.bench;

import io.tetrarch.bench.RoundReport.Latency;
import io.tetrarch.bench.RoundReport.Row;
import io.tetrarch.bench.RoundReport.Storage;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import io.tetrarch.embedded.home.HomeRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures whole rounds of an embedded cluster: every action is judged by four policies, every request and vote signed
 * and verified by everyone who must, the answer checked by the client.
 */
public final class RoundBenchmark {
    private static final List<Integer> CALLERS = List.of(1, 16, 256);

    private final SignatureScheme scheme;
    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * How to measure.
     *
     * @param settling how long the virtual machine may take to compile, under the heaviest load, before all of them
     * @param warmUp before each measurement, under the same load
     * @param measured how long each measurement takes
     */
    public record Settings(Duration settling, Duration warmUp, Duration measured, RoundCharter charter) {}

    /** @param progress told what is being measured, one line each */
    public RoundBenchmark(Settings settings, Consumer<String> progress) {
        this.scheme = Ed25519Provider.fromSystemProperty().load();
        this.settings = settings;
        this.progress = progress;
    }

    /** Runs everything; durable rows use a temporary folder, which is removed. */
    public RoundReport run() throws IOException, HomeRefused, InterruptedException {
        List<Measured> all = new ArrayList<>();
        RoundReport.Kept kept;
        try (EmbeddedCluster gate = cluster().inMemory().open()) {
            Load load = new Load(gate);
            measure(Storage.MEMORY, load, all);
            progress.accept("memory, what is kept of each decision");
            kept = KeptMemory.measure(load, CALLERS.getLast(), settings.measured());
        }
        Path folder = Files.createTempDirectory("tetrarch-bench");
        double syncMicros;
        try (EmbeddedCluster gate = cluster().storedIn(folder.resolve("data")).open()) {
            measure(Storage.DURABLE, new Load(gate), all);
            syncMicros = SyncCost.medianMicros(folder);
        }
        double reopenMillis;
        try (EmbeddedCluster again = cluster().storedIn(folder.resolve("data")).open()) {
            reopenMillis = again.openedIn().toNanos() / 1e6;
        } finally {
            delete(folder);
        }
        return report(all, kept, new RoundReport.Disk(syncMicros, reopenMillis));
    }

    private EmbeddedClusterBuilder cluster() {
        return EmbeddedCluster.builder()
                .signatures(scheme)
                .charter(settings.charter().file());
    }

    private record Measured(Storage storage, int callers, Load.Result result) {}

    private void measure(Storage storage, Load load, List<Measured> into) throws InterruptedException {
        progress.accept(storage.name().toLowerCase(Locale.ROOT) + ", warming up");
        WarmUp.run(load, CALLERS.getLast(), settings.settling());
        for (int callers : CALLERS) {
            progress.accept(
                    storage.name().toLowerCase(Locale.ROOT) + ", " + callers + (callers == 1 ? " caller" : " callers"));
            load.run(callers, settings.warmUp());
            into.add(new Measured(storage, callers, load.run(callers, settings.measured())));
        }
    }

    private RoundReport report(List<Measured> all, RoundReport.Kept kept, RoundReport.Disk disk) {
        SignatureCost cost = SignatureCost.measure(scheme);
        Load.Result single = all.getFirst().result();
        double signatures = (double) single.work().signatures() / single.decisions();
        double verifications = (double) single.work().verifications() / single.decisions();
        double floor = signatures * cost.signMicros() + verifications * cost.verifyMicros();
        List<Row> rows = all.stream()
                .map(each -> row(each.storage(), each.callers(), each.result(), floor))
                .toList();
        RoundReport.Floor floors = new RoundReport.Floor(floor, signatures, verifications, cost.checksPerSecond());
        return new RoundReport(
                new RoundReport.Setup(scheme.name(), settings.charter().name()), floors, kept, disk, checks(all), rows);
    }

    /** Percent of the CPU time of all rounds. */
    private static double checks(List<Measured> all) {
        double cpu = all.stream().mapToDouble(each -> each.result().cpuMicros()).sum();
        double checks =
                all.stream().mapToDouble(each -> each.result().checkMicros()).sum();
        return 100 * checks / cpu;
    }

    private static Row row(Storage storage, int callers, Load.Result result, double floor) {
        double p50 = result.percentileMicros(50);
        return new Row(
                storage,
                callers,
                new Latency(p50, result.percentileMicros(99)),
                result.decisions() * 1e9 / result.elapsed().toNanos(),
                new RoundReport.Cpu(
                        result.cpuMicros() / result.decisions(), 100 * result.checkMicros() / result.cpuMicros()),
                p50 / floor);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
