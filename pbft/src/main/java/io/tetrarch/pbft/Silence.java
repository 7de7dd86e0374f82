package io.tetrarch.pbft;

import io.tetrarch.pbft.message.SignedRequest;

/**
 * What this replica gives no verdict on: it may have given one before and not know it any more, so a second one could
 * contradict it. That is known of requests by when they were made, which is never later than a moment ahead of the clock of
 * whoever judged them.
 *
 * <p>A clock that was ahead when the silence began, and is no more, must not keep a replica silent for as long as it was
 * ahead: nothing that was judged before is from later than the present, by this replica's clock or, if that is behind
 * now, by what the group has decided since.
 */
final class Silence {
    private final ReplicaState state;
    private long beforeMillis = Long.MIN_VALUE;
    private long startedMillis;

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

    void keepBefore(long millis) {
        beforeMillis = millis;
    }

    /** The replica recovers. */
    void onStart() {
        startedMillis = state.nowMillis;
    }

    /** Whatever could be judged before the last start. */
    void keepSinceStart() {
        beforeMillis = Math.max(beforeMillis, ahead(startedMillis));
    }

    void onDecided(SignedRequest request) {
        decidedMillis = Math.max(decidedMillis, request.request().validity().notBeforeMillis());
    }

    void onTick() {
        beforeMillis = Math.min(beforeMillis, ahead(Math.max(state.nowMillis, decidedMillis)));
    }

    /** A request that was made later than this is not taken in before that time. */
    private long ahead(long millis) {
        return millis + state.configuration.timeouts().graceMillis();
    }
}
