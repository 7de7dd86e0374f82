package io.tetrarch.simulator;

import io.tetrarch.simulator.world.Profile;
import java.util.Optional;

/**
 * A sweep over seeds.
 *
 * @param firstSeed the seeds are this one and the following
 * @param replicas n; empty mixes 4, 7, 10 and 13, mostly 4
 * @param profile empty mixes all profiles
 * @param byzantine how many replicas are Byzantine; empty means f in the profiles that have any, and none in the others
 * @param threads that run seeds side by side; each seed runs on one
 */
public record SimulationConfig(
        long seeds,
        long firstSeed,
        Optional<Integer> replicas,
        Optional<Profile> profile,
        Optional<Integer> byzantine,
        int threads) {
    public SimulationConfig {
        if (seeds < 1) {
            throw new IllegalArgumentException("expected at least one seed, not " + seeds);
        }
        if (replicas.isPresent() && (replicas.get() < 4 || replicas.get() > 31 || replicas.get() % 3 != 1)) {
            throw new IllegalArgumentException(
                    "expected 3f+1 replicas (4, 7, 10, 13, ... up to 31), not " + replicas.get());
        }
        if (byzantine.isPresent() && (byzantine.get() < 0 || byzantine.get() > replicas.orElse(4))) {
            throw new IllegalArgumentException(
                    "expected from 0 to " + replicas.orElse(4) + " Byzantine replicas, not " + byzantine.get());
        }
        if (threads < 1) {
            throw new IllegalArgumentException("expected at least one thread, not " + threads);
        }
    }

    /** All profiles and sizes, on all processors. */
    public static SimulationConfig mixed(long seeds, long firstSeed) {
        return new SimulationConfig(
                seeds,
                firstSeed,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Runtime.getRuntime().availableProcessors());
    }
}
