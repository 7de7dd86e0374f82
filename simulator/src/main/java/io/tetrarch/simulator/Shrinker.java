package io.tetrarch.simulator;

import io.tetrarch.simulator.check.Violation;
import io.tetrarch.simulator.world.FaultClass;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a failing run smaller while it still violates the same property: leaves out whole kinds of fault, then requests
 * and time, then single faults by delta debugging (Zeller and Hildebrandt, TSE 2002).
 */
public final class Shrinker {
    private final SeedRun run;
    private final Kits kits = new Kits();
    private final int mostRuns;
    private int runs;
    private WorldConfig config;
    private Set<FaultClass> disabled = EnumSet.noneOf(FaultClass.class);
    private BitSet omitted = new BitSet();

    private Shrinker(SeedRun run, int mostRuns) {
        this.run = run;
        this.mostRuns = mostRuns;
        this.config = run.usual();
    }

    /**
     * What is left of a failing run.
     *
     * @param disabled kinds of fault that are not needed
     * @param faults how many single faults are left
     * @param transcript the shortest run, line by line
     */
    public record Shrunk(
            Violation violation,
            Set<FaultClass> disabled,
            int faults,
            int requests,
            long faultMillis,
            List<String> transcript) {}

    /**
     * Shrinks a run; empty if it violates nothing.
     *
     * @param mostRuns gives up after so many runs, with the shortest found
     */
    public static Optional<Shrunk> shrink(SeedRun run, int mostRuns) {
        return new Shrinker(run, mostRuns).shrink();
    }

    private Optional<Shrunk> shrink() {
        Optional<Violation> first =
                attempt(config, disabled, omitted).violations().stream().findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String property = first.get().property();
        leaveOutKinds(property);
        shorten(property);
        leaveOutFaults(property);
        List<String> lines = new ArrayList<>();
        World world = run.run(config, new Faults(disabled, omitted), new Transcript(lines::add), kits);
        return Optional.of(new Shrunk(
                world.violations().getFirst(),
                Set.copyOf(disabled),
                world.struck(),
                config.load().requests(),
                config.load().faultMillis(),
                lines));
    }

    private World attempt(WorldConfig tried, Set<FaultClass> without, BitSet omit) {
        runs++;
        return run.run(tried, new Faults(without, omit), new Transcript(null), kits);
    }

    private boolean fails(WorldConfig tried, Set<FaultClass> without, BitSet omit, String property) {
        return runs < mostRuns
                && attempt(tried, without, omit).violations().stream()
                        .anyMatch(violation -> violation.property().equals(property));
    }

    private void leaveOutKinds(String property) {
        for (FaultClass kind : FaultClass.values()) {
            Set<FaultClass> without = EnumSet.noneOf(FaultClass.class);
            without.addAll(disabled);
            without.add(kind);
            if (fails(config, without, omitted, property)) {
                disabled = without;
            }
        }
    }

    private void shorten(String property) {
        // Every number is tried: with one request less another may take its place and hide the fault, with fewer none.
        for (int requests = config.load().requests() - 1; requests >= 0; requests--) {
            WorldConfig tried = run.config(requests, config.load().faultMillis());
            if (fails(tried, disabled, omitted, property)) {
                config = tried;
            }
        }
        for (long millis = config.load().faultMillis() / 2; millis >= 100; millis /= 2) {
            WorldConfig tried = run.config(config.load().requests(), millis);
            if (!fails(tried, disabled, omitted, property)) {
                break;
            }
            config = tried;
        }
    }

    /** Tries to omit ever smaller pieces of the numbered faults, until no single one can be omitted. */
    private void leaveOutFaults(String property) {
        int faults = attempt(config, disabled, omitted).faultsDecided();
        for (int piece = Math.max(1, faults / 2); piece >= 1 && runs < mostRuns; piece /= 2) {
            for (int from = 0; from < faults; from += piece) {
                BitSet tried = (BitSet) omitted.clone();
                tried.set(from, Math.min(faults, from + piece));
                if (tried.cardinality() > omitted.cardinality() && fails(config, disabled, tried, property)) {
                    omitted = tried;
                }
            }
        }
    }
}
