package io.tetrarch.pbft;

import io.tetrarch.pbft.message.SignedRequest;

/**
 * What this replica gives no verdict on: it may have given one before and not know it any more, so a second one could
 * contradict it. That is known of requests by when they were made, which is never later than a moment ahead of the clock of
 * whoever judged them.
 *
 * <p>What a replica gives up by itself it has the times of, so no clock comes into it. A learner does not know what it has
 * judged, and goes by its clock or, if that is behind, by what the group has decided. A clock that is ahead then keeps it
 * silent for as long as it was ahead: to end that sooner, it would have to be sure that it is right now.
 */
final class Silence {
    private final ReplicaState state;
    private long beforeMillis = Long.MIN_VALUE;

    /** When the latest of the requests was made that were decided since the last start: f+1 honest clocks have come to that. */
    private long decidedMillis = Long.MIN_VALUE;

    Silence(ReplicaState state) {
        this.state = state;
    }

    boolean covers(SignedRequest request) {
        return request.request().validity().notBeforeMillis() < beforeMillis;
    }

    /** What was made before this time. */
    long beforeMillis() {
        return beforeMillis;
    }

    /** It only grows. */
    void keepBefore(long millis) {
        beforeMillis = Math.max(beforeMillis, millis);
    }

    /** Whatever could be judged until now: a request that was made later than a moment from now is not taken in yet. */
    void keepUntilNow() {
        keepBefore(Math.max(state.nowMillis, decidedMillis)
                + state.configuration.timeouts().graceMillis());
    }

    void onDecided(SignedRequest request) {
        decidedMillis = Math.max(decidedMillis, request.request().validity().notBeforeMillis());
    }
}
