package io.tetrarch.console.scenario;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.simulator.world.Opinion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The judges of a charter, made once and asked outside the protocol: what an honest replica's judge would say. */
final class OpinionsOfJudges {
    private static final int CALLS = 9;

    private final Charter charter;
    private final List<String> replicas;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Judge> judges = List.of();

    OpinionsOfJudges(Charter charter, List<String> replicas) {
        this.charter = charter;
        this.replicas = replicas;
    }

    /** By replica. */
    List<Opinion> on(Action action) {
        Case subject = subject(action);
        return judges().stream()
                .map(judge -> {
                    Judgement said = judge.judge(subject);
                    return new Opinion(said.answer(), judge.id(), said.reasonCode(), said.explanation());
                })
                .toList();
    }

    /** How long one unsigned judgement by one judge takes: the median of a few. */
    long microsOfOneCall(Action action) {
        Judge judge = judges().getFirst();
        Case subject = subject(action);
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            judge.judge(subject);
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return Math.max(1, nanos[CALLS / 2] / 1_000);
    }

    private Case subject(Action action) {
        return charter.caseOf(action, charter.tiers().getLast().name(), "executor", "visitor");
    }

    /** Compiling takes a second, so it is done when it is first needed. */
    private List<Judge> judges() {
        lock.lock();
        try {
            if (judges.isEmpty()) {
                List<Judge> made = new ArrayList<>();
                for (String replica : replicas) {
                    made.add(charter.judgeOf(replica, made.size(), JudgeFactory.installed()));
                }
                judges = made;
            }
            return judges;
        } catch (PolicyRejected e) {
            throw new IllegalStateException("the charter that comes with the gate does not compile", e);
        } finally {
            lock.unlock();
        }
    }
}
