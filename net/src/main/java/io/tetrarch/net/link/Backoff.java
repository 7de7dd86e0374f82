package io.tetrarch.net.link;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling up to a bound, and drawn from the upper half of that. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long MOST_MILLIS = 2_000;

    private final RandomGenerator random;
    private long next = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    long nextMillis() {
        long pause = next / 2 + random.nextLong(next / 2 + 1);
        next = Math.min(MOST_MILLIS, next * 2);
        return pause;
    }

    void reset() {
        next = FIRST_MILLIS;
    }
}
