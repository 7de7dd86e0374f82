package io.tetrarch.use;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what has to come true by itself, but not for ever. */
public final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Patience() {}

    /** Whether it came true within half a minute. */
    public static boolean until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }
}
