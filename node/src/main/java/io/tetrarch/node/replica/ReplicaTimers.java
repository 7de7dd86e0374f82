package io.tetrarch.node.replica;

import io.tetrarch.pbft.Timer;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * One replica's timers. The replica starts and stops them with a plain write, as often as it likes; a ticker that looks
 * every few milliseconds finds those that are due.
 */
final class ReplicaTimers {
    private static final long OFF = Long.MIN_VALUE;

    private final AtomicLongArray deadlines = new AtomicLongArray(Timer.values().length);
    private final long[] announced = new long[Timer.values().length];

    ReplicaTimers() {
        for (Timer timer : Timer.values()) {
            deadlines.set(timer.ordinal(), OFF);
            announced[timer.ordinal()] = OFF;
        }
    }

    void start(Timer timer, long nowNanos, long delayMillis) {
        deadlines.set(timer.ordinal(), nowNanos + delayMillis * 1_000_000);
    }

    void stop(Timer timer) {
        deadlines.set(timer.ordinal(), OFF);
    }

    /** Whether it is this running that is due; it then ends. */
    boolean take(Mail.TimerDue due) {
        if (deadlines.get(due.timer().ordinal()) != due.deadlineNanos()) {
            return false;
        }
        stop(due.timer());
        return true;
    }

    /** Announces each running that is due, once. Called by the ticker alone. */
    void announceDue(long nowNanos, Consumer<Mail.TimerDue> to) {
        for (Timer timer : Timer.values()) {
            long deadline = deadlines.get(timer.ordinal());
            if (deadline != OFF && nowNanos - deadline >= 0 && announced[timer.ordinal()] != deadline) {
                announced[timer.ordinal()] = deadline;
                to.accept(new Mail.TimerDue(timer, deadline));
            }
        }
    }
}
