package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.FaultPlan;
import io.tetrarch.bench.torture.ProcessFault;
import io.tetrarch.cli.poll.Poll;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Ends, stops and begins processes. For one thread. */
final class ProcessFaults {
    /** Beyond the view timeout, so that one who leads is left. */
    static final long SILENT_MILLIS = 4_000;

    /** Below it. */
    private static final long BRIEF_MILLIS = 1_000;

    private static final long SHORT_MILLIS = 250;
    private static final int TIMES = 6;
    private static final int BEGINNINGS = 3;

    private final TortureGroup group;

    ProcessFaults(TortureGroup group) {
        this.group = group;
    }

    void run(ProcessFault fault, FaultPlan.Step step) throws IOException, InterruptedException {
        int victim = step.victim();
        List<Integer> one = List.of(victim);
        List<Integer> pair = List.of(victim, step.other());
        long silent = step.millis() + SILENT_MILLIS;
        switch (fault) {
            case KILL, KILL_LEADER, KILL_LIAR -> kill(one, step.millis());
            case KILL_PAIR -> kill(pair, step.millis());
            case KILL_ALL -> kill(group.honest(), SHORT_MILLIS);
            case KILL_BEGINNING -> {
                for (int i = 0; i < BEGINNINGS; i++) {
                    kill(one, SHORT_MILLIS);
                    pause(step.millis() / BEGINNINGS);
                }
            }
            case STOP, STOP_LEADER, STOP_LIAR -> stop(one, silent);
            case STOP_BRIEFLY -> stop(one, BRIEF_MILLIS);
            case STOP_PAIR -> stop(pair, silent);
            case STOP_ALL -> stop(group.honest(), silent);
            case STUTTER -> {
                for (int i = 0; i < TIMES; i++) {
                    stop(one, SHORT_MILLIS);
                    pause(SHORT_MILLIS);
                }
            }
            case RESTART, RESTART_LEADER -> restart(one);
            case RESTART_STORM -> {
                for (int replica : group.honest()) {
                    restart(List.of(replica));
                }
            }
            case RESTART_ALL -> restart(group.honest());
        }
    }

    static void pause(long millis) throws InterruptedException {
        Poll.every(Duration.ofMillis(millis)).pause();
    }

    /** At once, as far as one after the other can be. */
    void kill(List<Integer> replicas, long millis) throws IOException, InterruptedException {
        for (int replica : replicas) {
            group.kill(replica);
        }
        pause(millis);
        begin(replicas);
    }

    void restart(List<Integer> replicas) throws IOException, InterruptedException {
        for (int replica : replicas) {
            group.stop(replica);
        }
        begin(replicas);
    }

    private void begin(List<Integer> replicas) throws IOException {
        for (int replica : replicas) {
            group.start(replica, replica == group.traitor());
        }
    }

    private void stop(List<Integer> replicas, long millis) throws IOException, InterruptedException {
        for (int replica : replicas) {
            group.node(replica).signal("STOP");
        }
        pause(millis);
        for (int replica : replicas) {
            group.node(replica).signal("CONT");
        }
    }
}
