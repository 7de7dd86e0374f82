package io.tetrarch.simulator.world;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.simulator.random.Randomness;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What, with the code, fixes a run.
 *
 * @param byzantine the replicas that follow no rule
 * @param load what the clients do
 */
public record WorldConfig(
        Draws draws, int replicas, List<Integer> byzantine, Profile profile, Load load, Tuning tuning) {
    public WorldConfig {
        byzantine = List.copyOf(byzantine);
    }

    /** Every stream draws from the one seed. */
    public WorldConfig(long seed, int replicas, List<Integer> byzantine, Profile profile, Load load, Tuning tuning) {
        this(new Draws(seed, new TreeMap<>()), replicas, byzantine, profile, load, tuning);
    }

    public long seed() {
        return draws.seed();
    }

    Randomness draws(Stream stream) {
        return new Randomness(draws.streams().getOrDefault(stream, seed())).split(stream.number());
    }

    /** @param streams those that draw from a seed of their own */
    public record Draws(long seed, SortedMap<Stream, Long> streams) {
        public Draws {
            streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
        }
    }

    /**
     * @param requests in the time of faults
     * @param faultMillis how long faults last; then the world heals
     */
    public record Load(int requests, int clients, long faultMillis) {}

    /**
     * Small limits, so that checkpoints, garbage collection and state transfer happen within a run.
     *
     * @param healTimeouts longest view timeouts that the cluster may take to recover after the faults
     */
    public record Tuning(Limits limits, Timeouts timeouts, int healTimeouts) {
        public static final Tuning SMALL =
                new Tuning(new Limits(4, 3, 3, 1 << 16, 8, 32), new Timeouts(600, 4_800, 300, 200), 20);

        /**
         * Small batches, so that several are in flight; short timeouts, so that many views follow each other; and few batches
         * between checkpoints, so that views end at one, below certificates of earlier views.
         */
        public static final Tuning QUICK =
                new Tuning(new Limits(2, 3, 2, 1 << 16, 8, 32), new Timeouts(200, 1_600, 150, 100), 20);

        /** The same with one entry in a batch, for which evidence and decisions contend. */
        public static final Tuning QUICK_SINGLE =
                new Tuning(new Limits(2, 3, 1, 1 << 16, 8, 32), new Timeouts(200, 1_600, 150, 100), 20);
    }

    public int faulty() {
        return new GroupSize(replicas).faulty();
    }
}
