package io.tetrarch.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Runs a load until the virtual machine has compiled what it is going to: until then its compiler takes more of the
 * processors than the work that is to be measured.
 */
final class WarmUp {
    private static final Duration SLICE = Duration.ofSeconds(1);

    /** Time spent compiling, of the time that passed: below this for a while the machine has settled. */
    private static final double SETTLED = 0.04;

    /** A long compilation is counted only when it ends, so one quiet slice says little. */
    private static final int SLICES_IN_A_ROW = 6;

    private WarmUp() {}

    /** @param most how long it may take; it takes one slice at least, or that long if it is less */
    static void run(Load load, int callers, Duration most) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long end = System.nanoTime() + most.toNanos();
        int settled = 0;
        while (settled < SLICES_IN_A_ROW && System.nanoTime() < end) {
            long before = compiler == null ? 0 : compiler.getTotalCompilationTime();
            Duration slice = Duration.ofNanos(Math.min(SLICE.toNanos(), Math.max(1, end - System.nanoTime())));
            load.run(callers, slice);
            long compiled = compiler == null ? 0 : compiler.getTotalCompilationTime() - before;
            settled = compiled < SETTLED * slice.toMillis() ? settled + 1 : 0;
        }
    }
}
