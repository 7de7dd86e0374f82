package io.tetrarch.proof.bound;

import java.util.Optional;

/**
 * How long a request may live, from being asked to its deadline: one rule for the tiers of new charters and for whoever asks.
 * A group may let requests live for less.
 */
public final class RequestLife {
    private RequestLife() {}

    /** What is wrong with such a life, in words; empty if nothing is. */
    public static Optional<String> flaw(long millis) {
        return Bounds.DEADLINE_MILLIS.holds(millis)
                ? Optional.empty()
                : Optional.of("expected a life " + Bounds.DEADLINE_MILLIS + " ms, found " + millis);
    }

    /** What a group that lets requests live for so long has against such a life. */
    public static Optional<String> tooLong(long millis, long mostMillis) {
        return millis <= mostMillis
                ? Optional.empty()
                : Optional.of("expected a life of at most " + mostMillis + " ms, for so long this group lets requests"
                        + " live, found " + millis);
    }
}
