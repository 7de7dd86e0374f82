package io.tetrarch.simulator;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.simulator.byzantine.RandomAdversary;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.RandomRun;
import io.tetrarch.simulator.world.Stream;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import io.tetrarch.simulator.world.WorldListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One seed's run: everything about it follows from these four and the code.
 *
 * @param byzantine how many replicas are Byzantine
 */
public record SeedRun(long seed, int replicas, Profile profile, int byzantine) {
    private static final int REAL_SIGNATURES_EVERY = 64;

    /** What a seed means in a sweep. */
    public static SeedRun of(SimulationConfig config, long seed) {
        Randomness randomness = new Randomness(seed).split(77);
        int size = randomness.below(64);
        int replicas = config.replicas().orElse(size < 56 ? 4 : size < 61 ? 7 : size < 63 ? 10 : 13);
        Profile[] profiles = Profile.values();
        Profile profile = config.profile().orElse(profiles[randomness.below(profiles.length)]);
        int most = new GroupSize(replicas).faulty();
        int byzantine = config.byzantine()
                .orElse(
                        switch (profile) {
                            case BYZANTINE -> most;
                            case CHAOS, VIEWS -> randomness.below(most + 1);
                            case CALM, LOSSY, PARTITIONS, CRASHES, DISK, CLOCK, LATE, PEOPLE -> 0;
                        });
        return new SeedRun(seed, replicas, profile, byzantine);
    }

    /** Whether the run signs with Ed25519 and decides by the gate's own service. */
    public boolean isReal() {
        return Math.floorMod(seed, REAL_SIGNATURES_EVERY) == 0;
    }

    WorldConfig config(int requests, long faultMillis) {
        Randomness randomness = new Randomness(seed).split(78);
        List<Integer> everyone = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            everyone.add(i);
        }
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < byzantine; i++) {
            chosen.add(everyone.remove(/* index */ randomness.below(everyone.size())));
        }
        chosen.sort(Integer::compare);
        return new WorldConfig(
                seed,
                replicas,
                chosen,
                profile,
                new WorldConfig.Load(requests, Kits.CLIENTS, faultMillis),
                profile.tuning(new Randomness(seed).split(79)));
    }

    /** Runs it whole. */
    public World run(Faults faults, Transcript transcript) {
        return run(usual(), faults, transcript, new Kits());
    }

    /** The load and length that every seed of its profile has in a sweep. */
    WorldConfig usual() {
        return config(profile.requests(), 3_600);
    }

    /**
     * Runs it whole, with some streams drawing from seeds of their own.
     *
     * @param listener hears all that happens
     */
    public World run(SortedMap<Stream, Long> streams, Faults faults, WorldListener listener, Kits kits) {
        WorldConfig usual = usual();
        WorldConfig changed = new WorldConfig(
                new WorldConfig.Draws(usual.seed(), streams),
                usual.replicas(),
                usual.byzantine(),
                usual.profile(),
                usual.load(),
                usual.tuning());
        return run(changed, faults, listener, new Transcript(null), kits);
    }

    World run(WorldConfig config, Faults faults, Transcript transcript, Kits kits) {
        return run(config, faults, WorldListener.NONE, transcript, kits);
    }

    private World run(WorldConfig config, Faults faults, WorldListener listener, Transcript transcript, Kits kits) {
        Hooks hooks = new Hooks(faults, Optional.empty(), RandomAdversary::new, listener, transcript);
        World world = new World(config, kits.of(this), hooks);
        new RandomRun(world).run();
        return world;
    }
}
