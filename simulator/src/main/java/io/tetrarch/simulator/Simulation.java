package io.tetrarch.simulator;

import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Runs many seeds side by side. */
public final class Simulation {
    private Simulation() {}

    /** Runs the sweep to its end, violations or not. */
    public static Report run(SimulationConfig config) {
        return run(config, done -> {});
    }

    /**
     * Runs the sweep to its end.
     *
     * @param progress told now and then how many seeds are done, on one of several threads
     */
    public static Report run(SimulationConfig config, LongConsumer progress) {
        long begun = System.nanoTime();
        AtomicLong next = new AtomicLong();
        List<Share> shares = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(config.threads())) {
            List<Future<Share>> running = new ArrayList<>();
            for (int i = 0; i < config.threads(); i++) {
                running.add(threads.submit(() -> share(config, next, progress)));
            }
            for (Future<Share> each : running) {
                shares.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulator itself failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        }
        return report(config, shares, (System.nanoTime() - begun) / 1e9);
    }

    private static Share share(SimulationConfig config, AtomicLong next, LongConsumer progress) {
        Share share = new Share();
        Kits kits = new Kits();
        for (long done = next.getAndIncrement(); done < config.seeds(); done = next.getAndIncrement()) {
            SeedRun run = SeedRun.of(config, config.firstSeed() + done);
            share.add(run, run.run(run.usual(), Faults.all(), new Transcript(null), kits));
            if (done % 64 == 0) {
                progress.accept(done);
            }
        }
        return share;
    }

    private static Report report(SimulationConfig config, List<Share> shares, double seconds) {
        Share total = new Share();
        shares.forEach(total::add);
        List<Failure> failures = new ArrayList<>(total.failures);
        failures.sort(Comparator.comparingLong(failure -> failure.run().seed()));
        return new Report(
                config.seeds(),
                new Report.Totals(total.steps, total.decided, total.viewChanges, total.crashes, total.evidence),
                failures,
                config.seeds() / seconds);
    }

    /** What one thread has counted. */
    private static final class Share {
        private long steps;
        private long decided;
        private long viewChanges;
        private long crashes;
        private long evidence;
        private final List<Failure> failures = new ArrayList<>();

        void add(SeedRun run, World world) {
            steps += world.tally().steps();
            decided += world.tally().decided();
            viewChanges += world.tally().viewChanges();
            crashes += world.tally().crashes();
            evidence += world.tally().evidence();
            world.violations().forEach(violation -> failures.add(new Failure(run, violation)));
        }

        void add(Share other) {
            steps += other.steps;
            decided += other.decided;
            viewChanges += other.viewChanges;
            crashes += other.crashes;
            evidence += other.evidence;
            failures.addAll(other.failures);
        }
    }
}
