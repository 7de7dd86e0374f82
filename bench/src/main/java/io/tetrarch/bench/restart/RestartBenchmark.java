package io.tetrarch.bench.restart;

import io.tetrarch.bench.restart.RestartReport.Heap;
import io.tetrarch.bench.restart.RestartReport.Load;
import io.tetrarch.bench.restart.RestartReport.Opening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Measures in how much memory a stored group runs and is opened again, and how long opening takes. Everything runs in
 * processes of its own, one at a time, those of several builds in turn.
 */
public final class RestartBenchmark {
    /** Callers of the load that only makes a ledger long. */
    private static final int MANY = 256;

    /** What comes last is the same for each: enough for a checkpoint, and half of the way to the next. */
    private static final Load LAST = new Load(4, 100, 64);

    private static final int MOST_SECONDS = 120;
    private static final int MOST_SECONDS_TO_FILL = 1800;
    private static final int GUESS = 128;

    private final Settings settings;
    private final Consumer<String> progress;
    private final Path work;

    /**
     * What to measure.
     *
     * @param loads in how much memory they run, and what they leave is opened
     * @param ledgers how many entries a ledger has whose opening is timed
     * @param processes that open each ledger
     * @param times that each of them opens it
     */
    public record Settings(List<Build> builds, List<Load> loads, List<Long> ledgers, int processes, int times) {
        public Settings {
            builds = List.copyOf(builds);
            loads = List.copyOf(loads);
            ledgers = List.copyOf(ledgers);
        }
    }

    private record Ledger(Build build, Path folder, List<Double> first, List<Double> again, long entries) {}

    /** @param progress told what is being measured, one line each */
    public RestartBenchmark(Settings settings, Consumer<String> progress) throws IOException {
        this.settings = settings;
        this.progress = progress;
        this.work = Files.createTempDirectory("tetrarch-bench");
    }

    /**
     * Runs everything in a temporary folder, which is removed.
     *
     * @throws IOException if a load does not run with any heap
     */
    public RestartReport run() throws IOException, InterruptedException {
        try {
            List<Heap> heaps = new ArrayList<>();
            for (Load load : settings.loads) {
                for (Build build : settings.builds) {
                    heaps.add(heap(build, load));
                }
            }
            List<Opening> openings = new ArrayList<>();
            for (long entries : settings.ledgers) {
                openings.addAll(openings(entries));
            }
            return new RestartReport(heaps, openings);
        } finally {
            Folders.delete(work);
        }
    }

    private Heap heap(Build build, Load load) throws IOException, InterruptedException {
        Map<Integer, Path> left = new LinkedHashMap<>();
        int ran = HeapSearch.smallest(GUESS, megabytes -> {
            Path folder = work.resolve("load-" + megabytes);
            boolean runs = build.run(OptionalInt.of(megabytes), MOST_SECONDS, arguments(folder, load))
                    .isPresent();
            progress.accept(line(build, load, "runs", megabytes, runs));
            if (runs) {
                for (Path larger : left.values()) {
                    Folders.delete(larger);
                }
                left.clear();
                left.put(megabytes, folder);
            } else {
                Folders.delete(folder);
            }
            return runs;
        });
        Path made = left.values().iterator().next();
        int reopened = HeapSearch.smallest(ran, megabytes -> {
            Path copy = work.resolve("copy");
            Folders.copy(made, copy);
            boolean opens = build.run(OptionalInt.of(megabytes), MOST_SECONDS, copy, 1, 1, load.actionBytes(), 1, -1)
                    .isPresent();
            progress.accept(line(build, load, "opens", megabytes, opens));
            Folders.delete(copy);
            return opens;
        });
        Folders.delete(made);
        return new Heap(build.name(), load, ran, reopened);
    }

    private static String line(Build build, Load load, String what, int megabytes, boolean does) {
        return String.format(
                Locale.ROOT,
                "%s, %d callers, %d bytes, %d sequences since the checkpoint: %s %s in %d MiB",
                build.name(),
                load.callers(),
                load.actionBytes(),
                load.distance(),
                does ? "" : "not",
                what,
                megabytes);
    }

    /** At least one checkpoint has to be there to count from. */
    private static Object[] arguments(Path folder, Load load) {
        int fewest = load.callers() * 200;
        return new Object[] {folder, 1, load.callers(), load.actionBytes(), fewest, load.distance()};
    }

    private List<Opening> openings(long entries) throws IOException, InterruptedException {
        List<Ledger> ledgers = new ArrayList<>();
        for (Build build : settings.builds) {
            progress.accept(build.name() + ": a ledger of " + entries + " entries is made");
            Path folder = work.resolve("ledger-" + ledgers.size());
            build.run(OptionalInt.empty(), MOST_SECONDS_TO_FILL, folder, 1, MANY, 100, entries, -1);
            long[] made = build.run(OptionalInt.empty(), MOST_SECONDS, arguments(folder, LAST))
                    .orElseThrow(() -> new IOException("a ledger of " + entries + " entries could not be made"));
            ledgers.add(new Ledger(build, folder, new ArrayList<>(), new ArrayList<>(), made[made.length - 1]));
        }
        for (int i = 0; i < settings.processes; i++) {
            for (Ledger ledger : ledgers) {
                progress.accept(ledger.build.name() + ": opening " + ledger.entries + " entries");
                open(ledger);
            }
        }
        for (Ledger ledger : ledgers) {
            Folders.delete(ledger.folder);
        }
        return ledgers.stream()
                .map(ledger ->
                        new Opening(ledger.build.name(), ledger.entries, median(ledger.first), median(ledger.again)))
                .toList();
    }

    private void open(Ledger ledger) throws IOException, InterruptedException {
        Optional<long[]> printed =
                ledger.build.run(OptionalInt.empty(), MOST_SECONDS, ledger.folder, settings.times, 1, 100, 0, -1);
        long[] nanos = printed.orElseThrow(() -> new IOException("a ledger could not be opened again"));
        ledger.first.add(nanos[0] / 1e6);
        for (int i = 1; i < settings.times; i++) {
            ledger.again.add(nanos[i] / 1e6);
        }
    }

    /** 0 of nothing. */
    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return 0;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
