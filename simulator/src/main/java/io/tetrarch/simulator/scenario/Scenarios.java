package io.tetrarch.simulator.scenario;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.world.Adversary;
import io.tetrarch.simulator.world.Clients;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs scenarios: the real core with one scripted fault, real keys and the gate's own service, in virtual time. */
public final class Scenarios {
    private static final List<String> NAMES = List.of("analytical", "creative", "adversarial", "domain_expert");
    private static final int REPLICAS = 4;
    private static final long GIVE_UP_MILLIS = 20_000;
    private static final long LIFE_MILLIS = 3_600_000;

    private Scenarios() {}

    /**
     * Runs one scenario.
     *
     * @param action the canonical bytes of the action to be decided
     * @throws IllegalStateException if a safety property is violated, which would be a bug
     */
    public static ScenarioResult run(Scenario scenario, Bytes action, SignatureScheme scheme) {
        return new Run(scenario, action, scheme).result();
    }

    private static final class Run {
        private final Scenario scenario;
        private final Kit kit;
        private final World world;
        private final SignedRequest request;
        private final Recorder recorder;
        private final long begunNanos = System.nanoTime();
        private final List<Boolean> struck = new ArrayList<>();

        Run(Scenario scenario, Bytes action, SignatureScheme scheme) {
            this.scenario = scenario;
            this.kit = Kit.real(scheme, REPLICAS, 1);
            Validity validity = new Validity(World.EPOCH_MILLIS, World.EPOCH_MILLIS + LIFE_MILLIS);
            this.request = Clients.sign(kit.notary(), 0, 1, "standard", action, validity);
            this.recorder = new Recorder(request, this::cue);
            this.world = new World(
                    new WorldConfig(
                            1,
                            REPLICAS,
                            byzantine(),
                            Profile.CALM,
                            new WorldConfig.Load(0, 1, 0),
                            new WorldConfig.Tuning(Limits.DEFAULT, Timeouts.DEFAULT, 1)),
                    kit,
                    new Hooks(
                            Faults.all(),
                            Optional.of(weather()),
                            briefing -> adversary(),
                            recorder,
                            new Transcript(null)));
        }

        private List<Integer> byzantine() {
            return switch (scenario) {
                case EQUIVOCATION -> List.of(3);
                case LEADER_EQUIVOCATES -> List.of(0);
                case CLEAN_QUORUM, ONE_DISSENTS, ONE_SILENT, QUORUM_NOT_REACHED, VIEW_CHANGE, DENIED, CRASH_RECOVERY ->
                    List.of();
            };
        }

        private Adversary adversary() {
            return switch (scenario) {
                case EQUIVOCATION -> new Traitors.TwoVotes(REPLICAS);
                case LEADER_EQUIVOCATES -> new Traitors.TwoBatches(REPLICAS, kit.empty());
                case CLEAN_QUORUM, ONE_DISSENTS, ONE_SILENT, QUORUM_NOT_REACHED, VIEW_CHANGE, DENIED, CRASH_RECOVERY ->
                    new Conspiracy(REPLICAS) {};
            };
        }

        /**
         * Where the leader is to fall silent, its verdict gets out and nothing after that; where a backup votes twice,
         * another is slow, so that both votes are still looked at.
         */
        private Weather weather() {
            return (from, to, envelope, post) -> {
                boolean verdict = envelope.signed().message().type() == MessageType.VERDICTS;
                if (scenario == Scenario.VIEW_CHANGE && from == 0 && !verdict) {
                    return;
                }
                boolean slow = scenario == Scenario.EQUIVOCATION && from == 2 && !verdict;
                post.deliver(slow ? 25 : 1, from, to, envelope);
            };
        }

        private List<Answer> answers() {
            Answer yes = Answer.APPROVE;
            Answer no = Answer.DENY;
            return switch (scenario) {
                case ONE_DISSENTS -> List.of(yes, yes, no, yes);
                case DENIED -> List.of(yes, yes, no, no);
                case CLEAN_QUORUM,
                        ONE_SILENT,
                        EQUIVOCATION,
                        LEADER_EQUIVOCATES,
                        QUORUM_NOT_REACHED,
                        VIEW_CHANGE,
                        CRASH_RECOVERY -> List.of(yes, yes, yes, yes);
            };
        }

        /** Cuts the power where the scenario wants it. */
        private void cue(int replica, Effect effect) {
            if (scenario == Scenario.QUORUM_NOT_REACHED
                    && replica >= 2
                    && effect instanceof Effect.Broadcast broadcast
                    && broadcast.message().message() instanceof Verdicts) {
                world.powerOff(replica, -1);
            }
            if (scenario == Scenario.CRASH_RECOVERY
                    && replica == 1
                    && struck.isEmpty()
                    && effect instanceof Effect.Persist persist
                    && persist.stored() instanceof Stored.Own own
                    && own.message().message() instanceof Prepare) {
                struck.add(true);
                world.powerOff(replica, 400);
            }
        }

        ScenarioResult result() {
            world.agreeOn(request.digest(), answers());
            world.boot();
            if (scenario == Scenario.ONE_SILENT || scenario == Scenario.CRASH_RECOVERY) {
                world.powerOff(3, -1);
            }
            for (int i = 0; i < REPLICAS; i++) {
                int replica = i;
                world.submit(request, replica, 1);
                world.in(1, () -> {
                    if (world.replica(replica) != null) {
                        recorder.submitted(world.now(), replica);
                    }
                });
            }
            while (world.now() < GIVE_UP_MILLIS && recorder.executions() < awaited()) {
                world.runFor(10);
                if (!world.violations().isEmpty()) {
                    throw new IllegalStateException(
                            scenario.label() + ": " + world.violations().getFirst());
                }
            }
            return new Summary(scenario, world, recorder, request).result(NAMES, System.nanoTime() - begunNanos);
        }

        private int awaited() {
            return switch (scenario) {
                case ONE_SILENT, CRASH_RECOVERY, VIEW_CHANGE, LEADER_EQUIVOCATES -> REPLICAS - 1;
                case CLEAN_QUORUM, ONE_DISSENTS, EQUIVOCATION, QUORUM_NOT_REACHED, DENIED -> REPLICAS;
            };
        }
    }
}
