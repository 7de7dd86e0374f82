package io.tetrarch.embedded;

import io.tetrarch.node.observe.ClusterObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An observer behind a wall: it is told on a thread of its own, in the order in which things happened, so that whatever it
 * throws and however long it takes is a line in the log. What it is too slow to hear is dropped.
 */
final class ToldObserver {
    /** What waits for it at most. */
    static final int MOST = 1 << 14;

    /** After which there is nothing more to tell. */
    private record End() implements Consumer<ClusterObserver> {
        @Override
        public void accept(ClusterObserver observer) {}
    }

    private final ClusterObserver observer;
    private final BlockingQueue<Consumer<ClusterObserver>> waiting = new LinkedBlockingQueue<>(MOST);
    private final Thread thread =
            Thread.ofPlatform().name("tetrarch-observer").daemon(true).unstarted(this::tellAll);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** The thread's own. */
    private long failures;

    private long missed;
    private volatile boolean over;
    private volatile boolean started;

    ToldObserver(ClusterObserver observer) {
        this.observer = observer;
    }

    ClusterObserver observer() {
        return observer;
    }

    /** Never blocks, never throws. */
    void tell(Consumer<ClusterObserver> event) {
        if (!waiting.offer(event)) {
            miss();
        } else if (!started) {
            start();
        }
    }

    private synchronized void start() {
        if (!started && !over) {
            thread.start();
            started = true;
        }
    }

    /** The log gets a line each time the count has doubled. */
    private synchronized void miss() {
        missed++;
        if (Long.bitCount(missed) == 1) {
            ClusterLog.observerMissed(observer, missed);
        }
    }

    private void tellAll() {
        Consumer<ClusterObserver> event = next();
        while (!(event instanceof End)) {
            try {
                event.accept(observer);
            } catch (Throwable e) {
                failed(e);
            }
            Thread.interrupted(); // it may have interrupted itself
            event = next();
        }
        ended.countDown();
    }

    private Consumer<ClusterObserver> next() {
        while (!over) {
            try {
                return waiting.take();
            } catch (InterruptedException e) {
                // it is over, or means nothing
            }
        }
        return new End();
    }

    private void failed(Throwable cause) {
        failures++;
        if (Long.bitCount(failures) == 1) {
            ClusterLog.observerFailed(observer, failures, cause);
        }
    }

    /** It is told nothing more, and what waits for it is dropped; where it hangs, it is interrupted. */
    synchronized void end() {
        over = true;
        waiting.clear();
        if (!thread.equals(Thread.currentThread())) {
            thread.interrupt();
        }
    }

    /** As {@link #end}, once it has heard what waits for it, or has taken too long over that. */
    void endSoon(long patienceMillis) {
        boolean last = waiting.offer(new End());
        if (last && started && !thread.equals(Thread.currentThread())) {
            boolean interrupted = Thread.interrupted();
            try {
                boolean unused = ended.await(patienceMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        end();
    }
}
