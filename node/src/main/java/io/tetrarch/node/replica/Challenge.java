package io.tetrarch.node.replica;

import io.tetrarch.node.store.ReplicaStore;
import java.security.SecureRandom;

/** Draws what a replica asks its peers with after a start: nobody can have answered it before. */
final class Challenge {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Challenge() {}

    /** Positive; but 0 for a store in memory: that is lost with its process only, and there is nothing to ask. */
    static long of(ReplicaStore store) {
        return store.isDurable() ? RANDOM.nextLong() >>> 1 | 1 : 0;
    }
}
