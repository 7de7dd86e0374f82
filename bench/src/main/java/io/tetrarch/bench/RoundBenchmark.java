package io.tetrarch.bench;

import io.tetrarch.bench.RoundReport.Latency;
import io.tetrarch.bench.RoundReport.Row;
import io.tetrarch.bench.RoundReport.Storage;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.node.EmbeddedCluster;
import io.tetrarch.node.EmbeddedClusterBuilder;
import io.tetrarch.node.home.HomeRefused;
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
 * Measures whole rounds of an embedded cluster with the default charter: every action is judged by four policies, every
 * request and vote signed and verified by everyone who must, the answer checked by the client.
 */
public final class RoundBenchmark {
    private static final List<Integer> CALLERS = List.of(1, 16, 256);

    private final SignatureScheme scheme;
    private final Duration warmUp;
    private final Duration measured;
    private final Consumer<String> progress;

    /**
     * @param warmUp before each measurement, under the same load
     * @param progress told what is being measured, one line each
     */
    public RoundBenchmark(Duration warmUp, Duration measured, Consumer<String> progress) {
        this.scheme = Ed25519Provider.fromSystemProperty().load();
        this.warmUp = warmUp;
        this.measured = measured;
        this.progress = progress;
    }

    /** As long as it takes for figures that repeat: about a minute. */
    public static RoundBenchmark standard(Consumer<String> progress) {
        return new RoundBenchmark(Duration.ofSeconds(5), Duration.ofSeconds(4), progress);
    }

    /** Runs everything; durable rows use a temporary folder, which is removed. */
    public RoundReport run() throws IOException, HomeRefused, InterruptedException {
        List<Measured> all = new ArrayList<>();
        try (EmbeddedCluster gate = cluster().inMemory().open()) {
            measure(Storage.MEMORY, gate, all);
        }
        Path folder = Files.createTempDirectory("tetrarch-bench");
        try (EmbeddedCluster gate = cluster().storedIn(folder.resolve("data")).open()) {
            measure(Storage.DURABLE, gate, all);
        } finally {
            delete(folder);
        }
        return report(all);
    }

    private EmbeddedClusterBuilder cluster() {
        return EmbeddedCluster.builder().signatures(scheme);
    }

    private record Measured(Storage storage, int callers, Load.Result result) {}

    private void measure(Storage storage, EmbeddedCluster gate, List<Measured> into) throws InterruptedException {
        Load load = new Load(gate);
        for (int callers : CALLERS) {
            progress.accept(
                    storage.name().toLowerCase(Locale.ROOT) + ", " + callers + (callers == 1 ? " caller" : " callers"));
            load.run(callers, warmUp);
            into.add(new Measured(storage, callers, load.run(callers, measured)));
        }
    }

    private RoundReport report(List<Measured> all) {
        SignatureCost cost = SignatureCost.measure(scheme);
        Load.Result single = all.getFirst().result();
        double signatures = (double) single.work().signatures() / single.decisions();
        double verifications = (double) single.work().verifications() / single.decisions();
        double floor = signatures * cost.signMicros() + verifications * cost.verifyMicros();
        List<Row> rows = all.stream()
                .map(each -> row(each.storage(), each.callers(), each.result(), floor))
                .toList();
        return new RoundReport(scheme.name(), floor, signatures, verifications, rows);
    }

    private static Row row(Storage storage, int callers, Load.Result result, double floor) {
        double p50 = result.percentileMicros(50);
        return new Row(
                storage,
                callers,
                new Latency(p50, result.percentileMicros(99)),
                result.decisions() * 1e9 / result.elapsed().toNanos(),
                result.cpuMicros() / result.decisions(),
                p50 / floor);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
