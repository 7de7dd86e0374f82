package io.tetrarch.bench;

import io.tetrarch.bench.OpenReport.Measure;
import io.tetrarch.bench.OpenReport.Round;
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
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures what requests that stay open for a person cost the others: one cluster decides ordinary actions, with so many
 * open beside them and without, by turns. Between the turns the person answers all of them, and each must come out as
 * answered.
 */
public final class OpenBenchmark {
    private static final int CALLERS = 256;
    /** Of the measured time, the part that goes before it unmeasured. */
    private static final int SETTLING = 2;

    private final SignatureScheme scheme;
    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * How to measure.
     *
     * @param open requests that wait for a person
     * @param rounds of two measurements, one with them and one without
     * @param settling how long the virtual machine may take to compile before all of them
     * @param measured how long each measurement takes
     */
    public record Settings(int open, int rounds, Duration settling, Duration measured, boolean durable) {}

    /** @param progress told what is being measured, one line each */
    public OpenBenchmark(Settings settings, Consumer<String> progress) {
        this.scheme = Ed25519Provider.fromSystemProperty().load();
        this.settings = settings;
        this.progress = progress;
    }

    /** Runs everything; a durable cluster uses a temporary folder, which is removed. */
    public OpenReport run() throws IOException, HomeRefused, InterruptedException {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder()
                .signatures(scheme)
                .charter(RoundCharter.withPerson().file());
        if (!settings.durable()) {
            try (EmbeddedCluster gate = builder.inMemory().open()) {
                return measure(gate);
            }
        }
        Path folder = Files.createTempDirectory("tetrarch-bench");
        try (EmbeddedCluster gate = builder.storedIn(folder.resolve("data")).open()) {
            return measure(gate);
        } finally {
            RoundBenchmark.delete(folder);
        }
    }

    private OpenReport measure(EmbeddedCluster gate) throws InterruptedException {
        Load load = new Load(gate);
        Person person = Person.paired(gate, scheme);
        progress.accept("warming up");
        WarmUp.run(load, CALLERS, settings.settling());
        // The first turn with open requests compiles what only they need.
        person.leaveOpen(settings.open());
        load.run(CALLERS, settings.measured());
        person.answerAll();
        double bytes = bytesOfEach(load, person);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < settings.rounds(); i++) {
            progress.accept("round " + (i + 1) + " of " + settings.rounds());
            rounds.add(round(load, person, i % 2 == 0));
        }
        return new OpenReport(
                new OpenReport.Setup(scheme.name(), settings.open(), CALLERS, settings.durable()), bytes, rounds);
    }

    private double bytesOfEach(Load load, Person person) throws InterruptedException {
        load.alone(KeptMemory.SETTLING);
        person.leaveOpen(settings.open());
        long with = KeptMemory.liveHeap();
        person.answerAll();
        load.alone(KeptMemory.SETTLING);
        return (with - KeptMemory.liveHeap()) / (double) settings.open();
    }

    /** Which of the two comes first changes from round to round, so that what drifts weighs on both. */
    private Round round(Load load, Person person, boolean openFirst) throws InterruptedException {
        if (openFirst) {
            Measure with = with(load, person);
            return new Round(with, settled(load));
        }
        Measure without = settled(load);
        return new Round(with(load, person), without);
    }

    private Measure with(Load load, Person person) throws InterruptedException {
        person.leaveOpen(settings.open());
        Measure measure = settled(load);
        person.answerAll();
        return measure;
    }

    /** What has just been opened, or answered, is still new to the virtual machine: it moves about what lasts. */
    private Measure settled(Load load) throws InterruptedException {
        load.run(CALLERS, settings.measured().dividedBy(SETTLING));
        return Measure.of(load.run(CALLERS, settings.measured()));
    }
}
