package io.tetrarch.bench.restart;

import java.io.IOException;

/** The smallest heap in which something runs, by bisection. */
final class HeapSearch {
    /** In megabytes of 2^20 bytes; all that is tried is a multiple of it. */
    static final int STEP = 8;

    private static final int MOST = 4096;

    private HeapSearch() {}

    /** Whether it runs in a heap of so many megabytes. */
    @FunctionalInterface
    interface Trial {
        boolean runs(int megabytes) throws IOException, InterruptedException;
    }

    /**
     * Where it runs at one size and not at the one below; more heap is taken to be no worse.
     *
     * @param guess where to begin
     * @throws IOException if it runs in none
     */
    static int smallest(int guess, Trial trial) throws IOException, InterruptedException {
        int fails = 0;
        int runs = 0;
        int next = Math.max(STEP, guess / STEP * STEP);
        while (runs == 0) {
            if (trial.runs(next)) {
                runs = next;
            } else if (next >= MOST) {
                throw new IOException("it does not run in a heap of " + next + " MiB either");
            } else {
                fails = next;
                next = Math.min(MOST, 2 * next);
            }
        }
        while (runs - fails > STEP) {
            int between = (fails + runs) / 2 / STEP * STEP;
            if (trial.runs(between)) {
                runs = between;
            } else {
                fails = between;
            }
        }
        return runs;
    }
}
