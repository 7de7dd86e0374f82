package io.tetrarch.proof.bound;

import io.tetrarch.json.Range;
import java.util.Optional;

/**
 * How long a request may live, from being asked to its deadline: for a moment at least, and no longer than a new charter lets
 * its tiers stay open. A group may let requests live for less.
 */
public final class RequestLife {
    /** In milliseconds. */
    public static final Range MILLIS = new Range(1, Bounds.REQUEST_LIFE_MILLIS);

    private RequestLife() {}

    /** What is wrong with such a life, in words; empty if nothing is. */
    public static Optional<String> flaw(long millis) {
        return MILLIS.holds(millis)
                ? Optional.empty()
                : Optional.of("expected a life " + MILLIS + " ms, found " + millis);
    }

    /** What a group that lets requests live for so long has against such a life. */
    public static Optional<String> tooLong(long millis, long mostMillis) {
        return millis <= mostMillis
                ? Optional.empty()
                : Optional.of("expected a life of at most " + mostMillis + " ms, for so long this group lets requests"
                        + " live, found " + millis);
    }
}
