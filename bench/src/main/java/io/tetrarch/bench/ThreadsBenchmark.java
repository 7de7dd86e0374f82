package io.tetrarch.bench;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures what an application sees that has a virtual thread for each of many things to do: all ask at once on a stored
 * group with the default charter, and each runs what it asked for, with its number burned on disk, as soon as it is approved.
 */
public final class ThreadsBenchmark {
    private final SignatureScheme scheme;
    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * How to measure.
     *
     * @param threads that ask and run at once
     * @param rounds of so many threads, on one group
     * @param warmUp rounds before them, for the compiler
     */
    public record Settings(int threads, int rounds, int warmUp) {}

    /** @param progress told what is being measured, one line each */
    public ThreadsBenchmark(Settings settings, Consumer<String> progress) {
        this.scheme = Ed25519Provider.fromSystemProperty().load();
        this.settings = settings;
        this.progress = progress;
    }

    /** Runs everything in a temporary folder, which is removed. */
    public ThreadsReport run() throws IOException, HomeRefused, InterruptedException {
        Path folder = Files.createTempDirectory("tetrarch-bench");
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                        .signatures(scheme)
                        .storedIn(folder.resolve("data"))
                        .open();
                GuardedExecutor executor = gate.executor()) {
            List<Duration> rounds = new ArrayList<>();
            for (int i = 0; i < settings.warmUp() + settings.rounds(); i++) {
                boolean measured = i >= settings.warmUp();
                progress.accept(
                        measured ? "round " + (i - settings.warmUp() + 1) + " of " + settings.rounds() : "warming up");
                Duration took = round(gate, executor, i);
                if (measured) {
                    rounds.add(took);
                }
            }
            return new ThreadsReport(scheme.name(), settings.threads(), rounds);
        } finally {
            RoundBenchmark.delete(folder);
        }
    }

    /** From the first thread's start to the last one's end; the receipts may still be on their way then. */
    private Duration round(EmbeddedCluster gate, GuardedExecutor executor, int round) throws InterruptedException {
        List<Future<String>> running = new ArrayList<>();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < settings.threads(); i++) {
                String name = round + "-" + i;
                running.add(threads.submit(() -> decideAndRun(gate, executor, name)));
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        for (Future<String> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a thread did not come through", e.getCause());
            }
        }
        executor.receipts().awaitFiled(); // the next round is not to wait for them
        return took;
    }

    private static String decideAndRun(EmbeddedCluster gate, GuardedExecutor executor, String name) throws Exception {
        Action action = action(name);
        Decision decision = gate.decide(action);
        return switch (executor.run(action, decision.proof(), approved -> name)) {
            case Execution.Ran<String> ran -> ran.result();
            case Execution.NotRun<String> not ->
                throw new IllegalStateException(not.refusal() + ": " + not.explanation());
        };
    }

    private static Action action(String name) {
        String json = "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report-" + name
                + ".md\",\"bytes\":4096}";
        try {
            return Action.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new IllegalStateException(e);
        }
    }
}
