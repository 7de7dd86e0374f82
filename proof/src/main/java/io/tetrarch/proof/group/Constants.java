package io.tetrarch.proof.group;

import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.proof.bound.Bounds;

/**
 * The protocol's constants, the same for all replicas of a group.
 *
 * @param requestLifeMillis the longest time between a request's not-before and its deadline
 */
public record Constants(Timeouts timeouts, Limits limits, long requestLifeMillis) {
    /** With the life of requests that charters may count on. */
    public static final Constants DEFAULT = new Constants(Timeouts.DEFAULT, Limits.DEFAULT, Bounds.REQUEST_LIFE_MILLIS);
}
