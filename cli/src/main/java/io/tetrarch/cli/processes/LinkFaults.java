package io.tetrarch.cli.processes;

import static io.tetrarch.cli.processes.ProcessFaults.pause;

import io.tetrarch.bench.torture.FaultPlan;
import io.tetrarch.bench.torture.LinkFault;
import io.tetrarch.bench.torture.LinkState;

/** Breaks the ways between replicas; whoever called heals them. For one thread. */
final class LinkFaults {
    private static final int TIMES = 6;
    private static final long SHORT_MILLIS = 250;
    private static final long SLOW_MILLIS = 120;
    private static final LinkState SLOW = LinkState.delayed(SLOW_MILLIS);

    /** Where the other end made the connection, what comes back on it is what is lost. */
    private static final LinkState LOST_BACK = new LinkState(true, false, 0);

    private final TortureGroup group;

    LinkFaults(TortureGroup group) {
        this.group = group;
    }

    void run(LinkFault fault, FaultPlan.Step step) throws InterruptedException {
        int victim = step.victim();
        int other = step.other();
        long silent = step.millis() + ProcessFaults.SILENT_MILLIS;
        switch (fault) {
            case CUT, CUT_LEADER -> during(silent, () -> between(victim, other, LinkState.CUT));
            case ONE_WAY -> during(silent, () -> lose(victim, other));
            case DEAF, DEAF_LEADER -> during(silent, () -> others(victim, each -> lose(each, victim)));
            case MUTE, MUTE_LEADER -> during(silent, () -> others(victim, each -> lose(victim, each)));
            case ISOLATED, ISOLATED_LEADER, ISOLATED_LIAR -> during(silent, () -> around(victim, LinkState.CUT));
            case HALVES -> during(silent, () -> halves(victim, other));
            case ALL_CUT -> during(silent, () -> everywhere(LinkState.CUT));
            case RING -> during(silent, this::ring);
            case FLAPPING -> byTurns(() -> between(victim, other, LinkState.CUT));
            case FLAPPING_LEADER -> byTurns(() -> around(victim, LinkState.CUT));
            case UNEVEN -> byTurns(() -> around(victim, SLOW));
            case DELAYED, DELAYED_LEADER -> during(step.millis(), () -> around(victim, SLOW));
            case DELAYED_ONE_WAY ->
                during(step.millis(), () -> others(victim, each -> group.relay().set(victim, each, SLOW)));
            case ALL_DELAYED -> during(step.millis(), () -> everywhere(SLOW));
            case RESET -> overAndOver(() -> group.relay().reset(victim, other));
            case RESET_LEADER ->
                overAndOver(() -> others(victim, each -> group.relay().reset(victim, each)));
            case RESET_ALL -> overAndOver(this::resetAll);
        }
    }

    private static void during(long millis, Runnable bad) throws InterruptedException {
        bad.run();
        pause(millis);
    }

    private void halves(int one, int other) {
        others(one, each -> {
            if (each != other) {
                between(one, each, LinkState.CUT);
                between(other, each, LinkState.CUT);
            }
        });
    }

    private void byTurns(Runnable bad) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            bad.run();
            pause(SHORT_MILLIS);
            group.relay().heal();
            pause(SHORT_MILLIS);
        }
    }

    private static void overAndOver(Runnable reset) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            reset.run();
            pause(SHORT_MILLIS);
        }
    }

    void resetAll() {
        for (int one = 0; one < TortureGroup.REPLICAS; one++) {
            int from = one;
            others(one, each -> group.relay().reset(from, each));
        }
    }

    /** Of two replicas. */
    @FunctionalInterface
    private interface ToOther {
        void accept(int other);
    }

    private static void others(int replica, ToOther what) {
        for (int other = 0; other < TortureGroup.REPLICAS; other++) {
            if (other != replica) {
                what.accept(other);
            }
        }
    }

    void between(int one, int other, LinkState state) {
        group.relay().set(one, other, state);
        group.relay().set(other, one, state);
    }

    void around(int victim, LinkState state) {
        others(victim, each -> between(victim, each, state));
    }

    /** What this one sends that one, on whichever connection. */
    private void lose(int from, int to) {
        group.relay().set(from, to, LinkState.ONE_WAY);
        group.relay().set(to, from, LOST_BACK);
    }

    private void everywhere(LinkState state) {
        for (int one = 0; one < TortureGroup.REPLICAS; one++) {
            around(one, state);
        }
    }

    void allLate() {
        everywhere(SLOW);
    }

    private void ring() {
        for (int one = 0; one < TortureGroup.REPLICAS; one++) {
            int from = one;
            others(one, each -> {
                if (each != (from + 1) % TortureGroup.REPLICAS) {
                    lose(from, each);
                }
            });
        }
    }
}
