package io.tetrarch.bench.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which fault comes when, and to whom: each kind once in a round, in an order that follows from the seed, as all of it does.
 * For one thread.
 */
public final class FaultPlan {
    private static final long LEAST_MILLIS = 1_500;
    private static final int SPREAD_MILLIS = 3_000;

    private final Random random;
    private final List<Fault> kinds;
    private final List<Integer> honest;
    private final List<Fault> round = new ArrayList<>();

    /**
     * One fault.
     *
     * @param victim the replica that it happens to, if it may be any: an honest one
     * @param other another honest one
     * @param millis how long it lasts
     */
    public record Step(Fault fault, int victim, int other, long millis) {}

    /**
     * @param kinds that this machine allows
     * @param honest indices of the replicas that do not lie, two at least
     */
    public FaultPlan(long seed, List<Fault> kinds, List<Integer> honest) {
        this.random = new Random(seed);
        this.kinds = List.copyOf(kinds);
        this.honest = List.copyOf(honest);
    }

    public Step next() {
        if (round.isEmpty()) {
            round.addAll(kinds);
            Collections.shuffle(round, random);
        }
        int at = random.nextInt(honest.size());
        int further = 1 + random.nextInt(honest.size() - 1);
        return new Step(
                round.removeLast(),
                honest.get(at),
                honest.get((at + further) % honest.size()),
                LEAST_MILLIS + random.nextInt(SPREAD_MILLIS));
    }
}
