package io.tetrarch.node.replica;

import java.security.SecureRandom;

/** Draws what a replica asks its peers with after a start: nobody can have answered it before. */
final class Challenge {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Challenge() {}

    /** Positive. */
    static long draw() {
        return RANDOM.nextLong() >>> 1 | 1;
    }
}
