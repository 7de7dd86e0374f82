package io.tetrarch.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The signal that ends a server (SIGINT, SIGTERM). The JVM begins to shut down at once, and ends when its hooks do: so
 * the hook waits until whoever awaited the signal has put everything away and {@linkplain #close said so}.
 */
public final class StopSignal implements AutoCloseable {
    /** After this the process ends whatever is left to do. */
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch came = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("tetrarch-stop").unstarted(this::stop);

    private volatile Runnable then = () -> {};

    private StopSignal() {}

    /** From now on a signal does not end the process before {@link #close}. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void stop() {
        came.countDown();
        then.run();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs this once when the signal comes, soon; also if it has come already. */
    public void onCome(Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        then = () -> {
            if (done.compareAndSet(false, true)) {
                task.run();
            }
        };
        if (came.getCount() == 0) {
            then.run();
        }
    }

    /** Waits for the signal. */
    public void await() throws InterruptedException {
        came.await();
    }

    /** Everything is put away; the process may end. */
    @Override
    public void close() {
        done.countDown();
        if (came.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
