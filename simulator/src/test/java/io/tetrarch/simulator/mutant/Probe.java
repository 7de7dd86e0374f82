package io.tetrarch.simulator.mutant;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.simulator.Report;
import io.tetrarch.simulator.Simulation;
import io.tetrarch.simulator.SimulationConfig;
import io.tetrarch.simulator.byzantine.Attack;
import io.tetrarch.simulator.byzantine.RandomAdversary;
import io.tetrarch.simulator.scenario.Scenario;
import io.tetrarch.simulator.scenario.ScenarioResult;
import io.tetrarch.simulator.scenario.Scenarios;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.RandomRun;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import io.tetrarch.simulator.world.WorldListener;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Runs a suite, inside the class loader of a mutant, until a property is violated: takes the suite's name and how many
 * seeds to try at most, and gives what was violated, or an empty string.
 */
public final class Probe implements BiFunction<String, Integer, String> {
    private static final int AT_ONCE = 10;

    @Override
    public String apply(String suite, Integer seeds) {
        return switch (Suite.valueOf(suite)) {
            case CALM, LOSSY, PARTITIONS, CRASHES, DISK, BYZANTINE, CHAOS ->
                sweep(Optional.of(Profile.valueOf(suite)), seeds);
            case MIXED -> sweep(Optional.empty(), seeds);
            case BAD_PROPOSALS -> targeted(0, Profile.BYZANTINE, EnumSet.of(Attack.BAD_PROPOSAL), seeds);
            case BAD_VIEW_CHANGES ->
                targeted(
                        1,
                        Profile.PARTITIONS,
                        EnumSet.of(Attack.FALSE_VIEW_CHANGE, Attack.FALSE_NEW_VIEW, Attack.REPLAY),
                        seeds);
            case POISON ->
                targeted(1, Profile.CRASHES, EnumSet.of(Attack.POISON, Attack.SELECTION, Attack.WITHHOLDING), seeds);
            case SCENARIOS -> scenarios();
            case LONG_OUTAGE -> new LongOutage().run();
            case FLOOD -> new Flood().run();
            case CROWD -> new Crowd().run();
        };
    }

    private static String sweep(Optional<Profile> profile, int seeds) {
        for (int first = 1; first <= seeds; first += AT_ONCE) {
            Report report = Simulation.run(
                    new SimulationConfig(AT_ONCE, first, Optional.empty(), profile, Optional.empty(), 2));
            if (!report.isClean()) {
                return report.violations().getFirst().toString();
            }
        }
        return "";
    }

    /** One replica is Byzantine, and does nothing but this. */
    private static String targeted(int byzantine, Profile profile, Set<Attack> attacks, int seeds) {
        Kit kit = Kit.symbolic(4, 3);
        for (int seed = 1; seed <= seeds; seed++) {
            World world = new World(
                    new WorldConfig(
                            seed,
                            4,
                            List.of(byzantine),
                            profile,
                            new WorldConfig.Load(9, 3, 3_600),
                            WorldConfig.Tuning.SMALL),
                    kit,
                    new Hooks(
                            Faults.all(),
                            Optional.empty(),
                            briefing -> new RandomAdversary(briefing, attacks),
                            WorldListener.NONE,
                            new Transcript(null)));
            new RandomRun(world).run();
            if (!world.violations().isEmpty()) {
                return "seed " + seed + ": " + world.violations().getFirst();
            }
        }
        return "";
    }

    private static String scenarios() {
        Bytes action = Bytes.wrap("{\"kind\":\"test\"}".getBytes(StandardCharsets.UTF_8));
        for (Scenario scenario : Scenario.values()) {
            ScenarioResult result;
            try {
                result = Scenarios.run(scenario, action, Ed25519Provider.PORTABLE.load());
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
            }
            List<Integer> convicted = switch (scenario) {
                case EQUIVOCATION -> List.of(3);
                case LEADER_EQUIVOCATES -> List.of(0);
                case CLEAN_QUORUM, ONE_DISSENTS, ONE_SILENT, QUORUM_NOT_REACHED, VIEW_CHANGE, DENIED, CRASH_RECOVERY ->
                    List.of();
            };
            boolean decides = scenario != Scenario.QUORUM_NOT_REACHED;
            if (!result.outcome().byzantine().equals(convicted)
                    || result.outcome().decision().isPresent() != decides) {
                return scenario.label() + " comes to " + result.outcome();
            }
        }
        return "";
    }
}
