package io.tetrarch.pbft;

import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import java.util.Optional;

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
    private Optional<Validity> givenUp = Optional.empty();

    /** When the latest of the requests was made that were decided since the last start: f+1 honest clocks have come to that. */
    private long decidedMillis = Long.MIN_VALUE;

    Silence(ReplicaState state) {
        this.state = state;
    }

    boolean covers(SignedRequest request) {
        Validity times = request.request().validity();
        return times.notBeforeMillis() < beforeMillis
                || givenUp.filter(given -> times.notBeforeMillis() <= given.notBeforeMillis()
                                && times.deadlineMillis() <= given.deadlineMillis())
                        .isPresent();
    }

    /** As it is written down. */
    Stored.Learning mark() {
        return new Stored.Learning(!state.learning, beforeMillis, givenUp);
    }

    boolean isKept() {
        return beforeMillis != Long.MIN_VALUE || givenUp.isPresent();
    }

    void restore(Stored.Learning mark) {
        keepBefore(mark.silentBeforeMillis());
        mark.givenUp().ifPresent(this::giveUp);
    }

    /** On what was made no later than what has these times and ends no later: what lasts longer is judged for all that. */
    void giveUp(Validity times) {
        givenUp = Optional.of(
                givenUp.map(known -> GivenVerdicts.later(known, times)).orElse(times));
    }

    /** It only grows. */
    private void keepBefore(long millis) {
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
