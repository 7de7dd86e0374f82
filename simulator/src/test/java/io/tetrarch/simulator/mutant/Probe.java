package io.tetrarch.simulator.mutant;

import com.sun.management.OperatingSystemMXBean;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.simulator.Report;
import io.tetrarch.simulator.Simulation;
import io.tetrarch.simulator.SimulationConfig;
import io.tetrarch.simulator.byzantine.Attack;
import io.tetrarch.simulator.byzantine.RandomAdversary;
import io.tetrarch.simulator.conformance.Replay;
import io.tetrarch.simulator.conformance.Tally;
import io.tetrarch.simulator.scenario.Scenario;
import io.tetrarch.simulator.scenario.ScenarioResult;
import io.tetrarch.simulator.scenario.Scenarios;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.RandomRun;
import io.tetrarch.simulator.world.Relearning;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import io.tetrarch.simulator.world.WorldListener;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Runs a suite, inside the class loader of a mutant, until a property is violated. Takes the suite's name and three numbers:
 * the first seed, how many seeds at most, and how many milliseconds of processor time. Gives the seed, a tabulator and what
 * was violated; no seed where the suite has none; and an empty string if nothing was violated.
 */
public final class Probe implements BiFunction<String, long[], String> {
    private static final int AT_ONCE = 10;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Kit kit = Kit.symbolic(4, 3);
    private long evidence;
    private final long begun = system.getProcessCpuTime();

    /** Ten seeds at most, and as long as it takes. */
    static String briefly(Suite suite) {
        return new Probe().apply(suite.name(), new long[] {1, 10, Long.MAX_VALUE / 1_000_000});
    }

    @Override
    public String apply(String suite, long[] bounds) {
        return switch (Suite.valueOf(suite)) {
            case CALM, LOSSY, PARTITIONS, CRASHES, DISK, BYZANTINE, CHAOS, VIEWS, LATE ->
                sweep(Optional.of(Profile.valueOf(suite)), bounds);
            case MIXED -> sweep(Optional.empty(), bounds);
            case BAD_PROPOSALS -> targeted(0, Profile.BYZANTINE, EnumSet.of(Attack.BAD_PROPOSAL), bounds);
            case EXPIRY -> targeted(0, Profile.LOSSY, EnumSet.of(Attack.EXPIRY), bounds);
            case VERDICT_TWICE -> {
                String found = targeted(
                        1, Profile.CALM, EnumSet.of(Attack.VERDICT_TWICE), new long[] {bounds[0], AT_ONCE, bounds[2]});
                yield found.isEmpty() && evidence == 0
                        ? bounds[0] + "\tnothing is held against who says two things"
                        : found;
            }
            case SLANDER -> targeted(1, Profile.VIEWS, EnumSet.of(Attack.SLANDER), bounds);
            case FALSE_VIEWS ->
                targeted(
                        1,
                        Profile.VIEWS,
                        EnumSet.of(
                                Attack.FALSE_VIEW_CHANGE,
                                Attack.FALSE_NEW_VIEW,
                                Attack.TWO_PROPOSALS,
                                Attack.SELECTION),
                        bounds);
            case BAD_VIEW_CHANGES ->
                targeted(
                        1,
                        Profile.PARTITIONS,
                        EnumSet.of(Attack.FALSE_VIEW_CHANGE, Attack.FALSE_NEW_VIEW, Attack.REPLAY),
                        bounds);
            case POISON ->
                targeted(1, Profile.CRASHES, EnumSet.of(Attack.POISON, Attack.SELECTION, Attack.WITHHOLDING), bounds);
            case SCENARIOS -> seedless(scenarios());
            case LONG_OUTAGE -> seedless(new LongOutage().run());
            case RELEARNING -> seedless(new Relearning().run());
            case FLOOD -> seedless(new Flood().run());
            case CROWD -> seedless(new Crowd().run());
            case MODEL_WALKS ->
                seedless(Replay.difference(Replay.stored(), new Tally()).orElse(""));
        };
    }

    private static String seedless(String found) {
        return found.isEmpty() ? "" : "\t" + found;
    }

    private boolean hasTime(long[] bounds) {
        return system.getProcessCpuTime() - begun < bounds[2] * 1_000_000;
    }

    private String sweep(Optional<Profile> profile, long[] bounds) {
        for (long done = 0; done < bounds[1] && hasTime(bounds); done += AT_ONCE) {
            long seeds = Math.min(AT_ONCE, bounds[1] - done);
            Report report = Simulation.run(new SimulationConfig(
                    seeds, bounds[0] + done, Optional.empty(), profile, Optional.empty(), seeds == 1 ? 1 : 2));
            if (!report.isClean()) {
                return report.violations().getFirst().run().seed() + "\t"
                        + report.violations().getFirst();
            }
        }
        return "";
    }

    /** One replica is Byzantine, and does nothing but this. */
    private String targeted(int byzantine, Profile profile, Set<Attack> attacks, long[] bounds) {
        for (long seed = bounds[0]; seed < bounds[0] + bounds[1] && hasTime(bounds); seed++) {
            World world = new World(
                    new WorldConfig(
                            seed,
                            4,
                            List.of(byzantine),
                            profile,
                            new WorldConfig.Load(profile.requests(), 3, 3_600),
                            profile.tuning()),
                    kit,
                    new Hooks(
                            Faults.all(),
                            Optional.empty(),
                            briefing -> new RandomAdversary(briefing, attacks),
                            WorldListener.NONE,
                            new Transcript(null)));
            new RandomRun(world).run();
            evidence += world.tally().evidence();
            if (!world.violations().isEmpty()) {
                return seed + "\t" + world.violations().getFirst();
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
