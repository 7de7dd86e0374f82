package io.tetrarch.simulator.script;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.simulator.check.Violation;
import io.tetrarch.simulator.world.Clients;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import io.tetrarch.simulator.world.WorldListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays a script: rule for rule and step for step until its end, then lets the cluster heal and looks what came of it. */
public final class ScriptRun {
    private static final long LIFE_MILLIS = 86_400_000;
    private static final long PATIENCE_MILLIS = 60_000;

    private final Script script;
    private final World world;
    private final Director director;
    private final SortedSet<Integer> convicted = new TreeSet<>();
    private final List<SignedRequest> requests = new ArrayList<>();

    private ScriptRun(Script script, @Nullable Consumer<String> lines) {
        this.script = script;
        this.director = new Director(script);
        Script.Group group = script.group();
        WorldListener listener = new WorldListener() {
            @Override
            public void did(long millis, int replica, Effect effect) {
                if (effect instanceof Effect.Report report && !group.byzantine().contains(replica)) {
                    convicted.add(report.evidence().slot().replica());
                }
            }
        };
        this.world = new World(
                new WorldConfig(
                        group.seed(),
                        group.replicas(),
                        group.byzantine(),
                        Profile.CALM,
                        new WorldConfig.Load(0, script.clients(), 0),
                        WorldConfig.Tuning.SMALL),
                Kit.symbolic(group.replicas(), script.clients()),
                new Hooks(
                        Faults.all(),
                        Optional.of(director),
                        briefing -> new ScriptedReplicas(briefing, script),
                        listener,
                        new Transcript(lines)));
        director.begin(world::now, address -> world.standing(address).view());
    }

    /**
     * What came of a script.
     *
     * @param violations of a property, or of what the script expects
     * @param viewChanges the highest view that an honest replica was active in
     */
    public record Result(
            String name,
            long decided,
            long viewChanges,
            List<Integer> convicted,
            List<Violation> violations,
            long hash) {}

    /** @param lines takes the transcript, line by line; null for none */
    public static Result run(Script script, @Nullable Consumer<String> lines) {
        return new ScriptRun(script, lines).result();
    }

    private Result result() {
        world.boot();
        long[] numbers = new long[script.clients()];
        for (Script.Submission submission : script.requests()) {
            submit(submission, ++numbers[submission.client()]);
        }
        for (Script.Step step : script.steps()) {
            world.in(step.atMillis(), () -> perform(step));
        }
        world.runFor(script.course().untilMillis());
        director.end();
        if (world.violations().isEmpty()) {
            for (SignedRequest request : requests) {
                for (int i = 0; i < script.group().replicas(); i++) {
                    world.submit(request, i, 1);
                }
            }
            world.runFor(PATIENCE_MILLIS);
        }
        expectations();
        return new Result(
                script.group().name(),
                decided(),
                world.tally().viewChanges(),
                List.copyOf(convicted),
                world.violations(),
                world.transcript().hash());
    }

    private void submit(Script.Submission submission, long number) {
        Bytes action = Bytes.wrap(("{\"script\":" + number + ",\"client\":" + submission.client() + "}")
                .getBytes(StandardCharsets.UTF_8));
        Validity validity = new Validity(World.EPOCH_MILLIS, World.EPOCH_MILLIS + LIFE_MILLIS);
        SignedRequest request =
                Clients.sign(world.kit().notary(), submission.client(), number, "standard", action, validity);
        requests.add(request);
        world.agreeOn(request.digest(), submission.answers());
        for (int address = 0; address < world.addresses(); address++) {
            if ((submission.to() >>> address & 1) == 1) {
                world.submitAt(request, address, submission.atMillis());
            }
        }
    }

    private void perform(Script.Step step) {
        switch (step) {
            case Script.Step.Partition partition -> director.partition(partition.blocks());
            case Script.Step.Leader leader -> director.dictate(leader.replica());
            case Script.Step.Mend ignored -> director.mend();
            case Script.Step.Crash crash -> world.crash(crash.address(), crash.effects(), crash.downMillis());
        }
    }

    private long decided() {
        return requests.stream()
                .filter(request -> world.decisions().of(request.id()).isPresent())
                .count();
    }

    private void expectations() {
        if (script.course().decided() && decided() < requests.size()) {
            world.violated("L1", -1, "only " + decided() + " of " + requests.size() + " requests are decided");
        }
        script.course().outcome().ifPresent(expected -> {
            for (SignedRequest request : requests) {
                Optional<Outcome> found = world.decisions().of(request.id());
                if (found.isPresent() && found.get() != expected) {
                    world.violated(
                            "S1",
                            -1,
                            "request " + request.id().number() + " is " + found.get() + ", expected " + expected);
                }
            }
        });
        if (!convicted.containsAll(script.course().convicted())) {
            world.violated(
                    "S4",
                    -1,
                    "convicted are " + convicted + ", expected "
                            + script.course().convicted());
        }
    }
}
