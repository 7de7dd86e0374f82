package io.tetrarch.node.observe;

import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Signed;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what a group comes to by itself, but not for ever. */
public final class Await {
    /** Long for a group at work, whatever the machine. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    /** What a replica takes over from the snapshot of another is told to nobody, so it looks anyway after so long. */
    private static final long LOOK_ANYWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private Await() {}

    /** {@link #until(Observatory, Duration, BooleanSupplier)} within half a minute. */
    public static boolean until(Observatory group, BooleanSupplier condition) throws InterruptedException {
        return until(group, LIMIT, condition);
    }

    /**
     * Whether it came true in time.
     *
     * @param condition looked at by this thread: at once, and again when the replicas have done something
     */
    public static boolean until(Observatory group, Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        News news = new News();
        Observatory.Watch watch = group.watch(news);
        try {
            while (!condition.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                news.await(Math.min(left, LOOK_ANYWAY_NANOS));
            }
            return true;
        } finally {
            watch.close();
        }
    }

    /** That something was done, however much it was. */
    private static final class News implements ClusterObserver {
        private final Semaphore untold = new Semaphore(0);

        @Override
        public void onSent(int replica, Signed<?> message) {
            untold.release();
        }

        @Override
        public void onExecuted(Executed executed) {
            untold.release();
        }

        @Override
        public void onEpochBegun(int replica, Domain epoch) {
            untold.release();
        }

        void await(long nanos) throws InterruptedException {
            if (untold.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                untold.drainPermits();
            }
        }
    }
}
