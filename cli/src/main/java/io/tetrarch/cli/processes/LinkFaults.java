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
            case CUT, CUT_LEADER -> {
                between(victim, other, LinkState.CUT);
                pause(silent);
            }
            case ONE_WAY -> {
                lose(victim, other);
                pause(silent);
            }
            case DEAF, DEAF_LEADER -> {
                others(victim, each -> lose(each, victim));
                pause(silent);
            }
            case MUTE, MUTE_LEADER -> {
                others(victim, each -> lose(victim, each));
                pause(silent);
            }
            case ISOLATED, ISOLATED_LEADER, ISOLATED_LIAR -> {
                around(victim, LinkState.CUT);
                pause(silent);
            }
            case HALVES -> {
                others(victim, each -> {
                    if (each != other) {
                        between(victim, each, LinkState.CUT);
                        between(other, each, LinkState.CUT);
                    }
                });
                pause(silent);
            }
            case ALL_CUT -> {
                everywhere(LinkState.CUT);
                pause(silent);
            }
            case RING -> {
                ring();
                pause(silent);
            }
            case FLAPPING, FLAPPING_LEADER, UNEVEN -> byTurns(fault, victim, other);
            case DELAYED, DELAYED_LEADER, DELAYED_ONE_WAY, ALL_DELAYED -> late(fault, victim, step.millis());
            case RESET, RESET_LEADER, RESET_ALL -> resets(fault, victim, other);
        }
    }

    private void byTurns(LinkFault fault, int victim, int other) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            switch (fault) {
                case FLAPPING -> between(victim, other, LinkState.CUT);
                case FLAPPING_LEADER -> around(victim, LinkState.CUT);
                default -> around(victim, SLOW);
            }
            pause(SHORT_MILLIS);
            group.relay().heal();
            pause(SHORT_MILLIS);
        }
    }

    private void late(LinkFault fault, int victim, long millis) throws InterruptedException {
        switch (fault) {
            case DELAYED_ONE_WAY -> others(victim, each -> group.relay().set(victim, each, SLOW));
            case ALL_DELAYED -> everywhere(SLOW);
            default -> around(victim, SLOW);
        }
        pause(millis);
    }

    private void resets(LinkFault fault, int victim, int other) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            switch (fault) {
                case RESET -> group.relay().reset(victim, other);
                case RESET_LEADER -> others(victim, each -> group.relay().reset(victim, each));
                default -> resetAll();
            }
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
