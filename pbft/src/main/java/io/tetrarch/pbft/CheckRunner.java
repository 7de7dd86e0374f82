package io.tetrarch.pbft;

/**
 * Runs the checks that end a step. The core has no clock: a driver that wants to know what the checks cost puts one
 * around them here.
 */
@FunctionalInterface
public interface CheckRunner {
    /** Runs them, and no more. */
    CheckRunner PLAIN = Runnable::run;

    /**
     * Called once in each step, on the thread that steps.
     *
     * @param checks to be run once, at once; what they throw is to be passed on
     */
    void run(Runnable checks);
}
