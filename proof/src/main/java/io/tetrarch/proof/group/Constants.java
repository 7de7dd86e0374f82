package io.tetrarch.proof.group;

import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;

/**
 * The protocol's constants, the same for all replicas of a group.
 *
 * @param requestLifeMillis the longest time between a request's not-before and its deadline
 */
public record Constants(Timeouts timeouts, Limits limits, long requestLifeMillis) {
    private static final long DAY_MILLIS = 86_400_000;

    /** Requests live for a week at most: long enough for a person to judge. */
    public static final Constants DEFAULT = new Constants(Timeouts.DEFAULT, Limits.DEFAULT, 7 * DAY_MILLIS);
}
