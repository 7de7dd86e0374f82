package io.tetrarch.simulator.scenario;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.simulator.world.Clients;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import java.util.List;
import java.util.Optional;

/** Runs scenarios: the real core with one scripted fault, real keys and the gate's own service, in virtual time. */
public final class Scenarios {
    private static final int REPLICAS = 4;
    private static final long GIVE_UP_MILLIS = 20_000;
    private static final long LIFE_MILLIS = 3_600_000;

    private Scenarios() {}

    /**
     * Runs one scenario, with keys that are the same every time.
     *
     * @param action the canonical bytes of the action to be decided
     * @throws IllegalStateException if a safety property is violated, which would be a bug
     */
    public static ScenarioResult run(Scenario scenario, Bytes action, SignatureScheme scheme) {
        return run(scenario, action, scheme, Bytes.EMPTY);
    }

    /**
     * The same with keys of its own.
     *
     * @param salt what the keys follow from
     */
    public static ScenarioResult run(Scenario scenario, Bytes action, SignatureScheme scheme, Bytes salt) {
        return new Run(new ScriptedPlot(scenario), action, Stage.set(scheme, salt)).result();
    }

    /**
     * Runs replicas that behave as wished. With more traitors than the group tolerates, what is broken is told in the
     * result.
     *
     * @param parts by replica
     * @throws IllegalArgumentException unless there are four parts
     * @throws IllegalStateException if a safety property is violated by one traitor, which would be a bug
     */
    public static ScenarioResult run(List<Part> parts, Bytes action, SignatureScheme scheme, Bytes salt) {
        if (parts.size() != REPLICAS) {
            throw new IllegalArgumentException("expected " + REPLICAS + " parts, found " + parts.size());
        }
        return new Run(new CastPlot(parts), action, Stage.set(scheme, salt)).result();
    }

    private static final class Run {
        private final Plot plot;
        private final Stage stage;
        private final World world;
        private final SignedRequest request;
        private final Recorder recorder;
        private final long begunNanos = System.nanoTime();

        Run(Plot plot, Bytes action, Stage stage) {
            this.plot = plot;
            this.stage = stage;
            Validity validity = new Validity(World.EPOCH_MILLIS, World.EPOCH_MILLIS + LIFE_MILLIS);
            this.request = Clients.sign(stage.kit().notary(), 0, 1, Stage.TIER, action, validity);
            this.recorder = new Recorder(request, this::cue, plot::leaves);
            this.world = new World(
                    new WorldConfig(
                            1,
                            REPLICAS,
                            plot.byzantine(),
                            Profile.CALM,
                            new WorldConfig.Load(0, 1, 0),
                            new WorldConfig.Tuning(Limits.DEFAULT, Timeouts.DEFAULT, 1)),
                    stage.kit(),
                    new Hooks(
                            Faults.all(),
                            Optional.of(plot.weather()),
                            briefing -> plot.adversary(stage.kit()),
                            recorder,
                            new Transcript(null)));
        }

        private void cue(int replica, Effect effect) {
            plot.cue(world, replica, effect);
        }

        ScenarioResult result() {
            world.haveOpinions(request.digest(), plot.opinions());
            world.boot();
            plot.begin(world);
            for (int i = 0; i < REPLICAS; i++) {
                int replica = i;
                world.submit(request, replica, 1);
                world.in(1, () -> recorder.submitted(world.now(), replica, world.replica(replica) != null));
            }
            while (goesOn()) {
                world.runFor(10);
            }
            if (!world.violations().isEmpty() && !plot.mayBreakSafety()) {
                throw new IllegalStateException(
                        plot.title().label() + ": " + world.violations().getFirst());
            }
            return new Summary(plot.title(), world, recorder, request)
                    .result(stage.group(), System.nanoTime() - begunNanos);
        }

        private boolean goesOn() {
            boolean late =
                    recorder.decided().isPresent() && world.now() - recorder.decidedAtMillis() > plot.patienceMillis();
            return world.now() < GIVE_UP_MILLIS
                    && recorder.executions() < plot.awaited()
                    && world.violations().isEmpty()
                    && !late;
        }
    }
}
