package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.Fault;
import io.tetrarch.bench.torture.FaultPlan;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.poll.Poll;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.net.client.RemoteGate;
import io.tetrarch.net.client.Survey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One run: load, faults one after the other, and the look from outside at the end. For one thread. */
final class Torture {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration CALM = Duration.ofMillis(1_500);

    /** After a fault is over, the next decision comes within this: a few view timeouts, each twice the one before. */
    private static final Duration RECOVERY = Duration.ofSeconds(45);

    private static final Duration CALLERS_END = Duration.ofSeconds(60);
    private static final double MILLIS = 1e3;
    private static final double MINUTE = 60;

    private final TortureGroup group;
    private final SignatureScheme scheme = Ed25519Provider.fromSystemProperty().load();
    private final long seed;
    private final Set<Fault> wanted;
    private final Consumer<String> progress;
    private final TreeMap<String, Integer> faults = new TreeMap<>();
    private final TreeMap<String, Double> recovery = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * @param wanted the kinds of faults that may come
     * @param progress told what happens, a line each
     */
    Torture(TortureGroup group, long seed, Collection<Fault> wanted, Consumer<String> progress) {
        this.group = group;
        this.seed = seed;
        this.wanted = Set.copyOf(wanted);
        this.progress = progress;
    }

    TortureReport run(Duration duration) throws Failure, IOException, InterruptedException {
        try (RemoteGate gate = RemoteGate.open(group.client(), scheme, group.addresses());
                ProofProcess proofs = ProofProcess.start(group.groupFile())) {
            TortureLoad load = underLoad(duration, gate, proofs);
            return report(duration, gate, load, proofs);
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    /** What was run under load is looked at when its executor has been closed: what runs again runs by another. */
    private TortureLoad underLoad(Duration duration, RemoteGate gate, ProofProcess proofs)
            throws Failure, HomeRefused, IOException, InterruptedException {
        FaultRunner runner = new FaultRunner(group);
        try (GuardedExecutor executor = gate.executor()) {
            TortureLoad load = new TortureLoad(gate, executor, proofs);
            load.start();
            Poll time = Poll.every(CALM);
            FaultPlan plan = new FaultPlan(seed, possible(runner), group.honest());
            while (!time.hasLasted(duration)) {
                step(runner.aimed(plan.next()), runner, load);
            }
            if (!load.end(CALLERS_END)) {
                violations.add("a caller waits beyond its deadline");
            }
            return load;
        }
    }

    private List<Fault> possible(FaultRunner runner) throws Failure {
        List<Fault> possible =
                runner.possible().stream().filter(wanted::contains).toList();
        if (possible.isEmpty()) {
            throw Failure.badInput("--faults: none of them can be made here: no small file system may be mounted");
        }
        return possible;
    }

    private void step(FaultPlan.Step step, FaultRunner runner, TortureLoad load)
            throws Failure, IOException, InterruptedException {
        String kind = step.fault().word();
        faults.merge(kind, 1, Integer::sum);
        progress.accept(kind + " " + group.name(step.victim()) + ", after " + load.decisions() + " decisions");
        runner.run(step).ifPresent(violations::add);
        Poll over = Poll.every(LOOK);
        long before = load.decisions();
        long begun = System.nanoTime();
        while (load.decisions() <= before) {
            if (over.hasLasted(RECOVERY)) {
                violations.add("nothing was decided within " + RECOVERY.toSeconds() + " s after " + kind + " was over");
                break;
            }
            over.pause();
        }
        recovery.merge(kind, (System.nanoTime() - begun) / 1e9, Math::max);
        requireAllAtWork(kind);
        Poll.every(CALM).pause();
    }

    /** Whoever ended without having been ended is broken; it is started again. */
    private void requireAllAtWork(String kind) throws Failure, IOException, InterruptedException {
        for (int replica : group.honest()) {
            if (group.node(replica).find().isEmpty()) {
                violations.add("after " + kind + " replica " + group.name(replica) + " has ended: "
                        + String.join(" ", group.node(replica).lastLines(1)));
                group.ended(replica);
                group.start(replica, false);
            }
        }
        Optional<String> trouble = group.await(group.honest());
        trouble.ifPresent(line -> violations.add("after " + kind + ": " + line));
    }

    private TortureReport report(Duration duration, RemoteGate gate, TortureLoad load, ProofProcess proofs)
            throws Failure, IOException, InterruptedException {
        progress.accept("looking from outside, after " + load.decisions() + " decisions");
        long given = proofs.given();
        for (String line : proofs.end()) {
            if (!line.equals("good " + given)) {
                violations.add("of " + given + " proofs: " + line);
            }
        }
        try (GuardedExecutor later = gate.executor()) {
            violations.addAll(load.violations(later));
        }
        OutsideLook look = new OutsideLook(group, scheme);
        violations.addAll(look.look(load.history()));
        long view = Survey.of(group.client(), scheme, group.addresses(), RECOVERY).values().stream()
                .mapToLong(standing -> standing.view())
                .max()
                .orElse(0);
        return new TortureReport(
                new TortureReport.Run(duration.toMillis() / MILLIS / MINUTE, seed, group.name(group.traitor())),
                new TortureReport.Work(load.decisions(), load.undecided(), load.runs(), given, look.entries()),
                faults,
                new TortureReport.Course(view, look.convictions(), load.longestOutage(), recovery),
                missing(),
                violations);
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>(List.of(
                "failing syncs and clock shifts; duplicated and reordered packets, which TLS over TCP never shows"));
        if (group.disk().isEmpty()) {
            missing.add("a full disk: no small file system may be mounted here");
        }
        return missing;
    }
}
