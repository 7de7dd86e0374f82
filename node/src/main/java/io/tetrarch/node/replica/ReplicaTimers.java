package io.tetrarch.node.replica;

import io.tetrarch.pbft.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One replica's timers. The replica starts and stops them with a plain write, as often as it likes; a ticker that looks
 * every few milliseconds finds those that are due.
 */
final class ReplicaTimers {
    private static final long OFF = Long.MIN_VALUE;

    private final Map<Timer, Slot> slots = new EnumMap<>(Timer.class);

    private static final class Slot {
        private volatile long deadlineNanos = OFF;

        /** The last deadline that was announced; the ticker's alone. */
        private long announcedNanos = OFF;
    }

    ReplicaTimers() {
        for (Timer timer : Timer.values()) {
            slots.put(timer, new Slot());
        }
    }

    private Slot slot(Timer timer) {
        return Objects.requireNonNull(slots.get(timer));
    }

    void start(Timer timer, long nowNanos, long delayMillis) {
        slot(timer).deadlineNanos = nowNanos + delayMillis * 1_000_000;
    }

    void stop(Timer timer) {
        slot(timer).deadlineNanos = OFF;
    }

    /** Whether it is this running that is due; it then ends. */
    boolean take(Mail.TimerDue due) {
        if (slot(due.timer()).deadlineNanos != due.deadlineNanos()) {
            return false;
        }
        stop(due.timer());
        return true;
    }

    /** Ends it before it is due; whether it ran. */
    boolean end(Timer timer) {
        boolean ran = slot(timer).deadlineNanos != OFF;
        stop(timer);
        return ran;
    }

    /** How long until each that runs is due. */
    Map<Timer, Long> leftMillis(long nowNanos) {
        Map<Timer, Long> left = new EnumMap<>(Timer.class);
        slots.forEach((timer, slot) -> {
            long deadline = slot.deadlineNanos;
            if (deadline != OFF) {
                left.put(timer, (deadline - nowNanos) / 1_000_000);
            }
        });
        return left;
    }

    /** Announces each running that is due, once. Called by the ticker alone. */
    void announceDue(long nowNanos, Consumer<Mail.TimerDue> to) {
        slots.forEach((timer, slot) -> {
            long deadline = slot.deadlineNanos;
            if (deadline != OFF && nowNanos - deadline >= 0 && slot.announcedNanos != deadline) {
                slot.announcedNanos = deadline;
                to.accept(new Mail.TimerDue(timer, deadline));
            }
        });
    }
}
