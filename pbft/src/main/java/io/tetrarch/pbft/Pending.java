package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request that waits to be decided, with the verdicts held for it. */
final class Pending {
    private final SignedRequest request;
    private final long arrival;
    private final TreeMap<Integer, VerdictVote> votes = new TreeMap<>();
    private Optional<Outcome> settled = Optional.empty();
    private long settledAtMillis;

    /** This replica's own verdict as it was sent, to be sent again to those who may lack it. */
    private Optional<Signed<Verdicts>> own = Optional.empty();

    private long nextResendTick;
    private long resendGapTicks = 1;
    private long ownResentTick = Long.MIN_VALUE / 8;

    Pending(SignedRequest request, long arrival) {
        this.request = request;
        this.arrival = arrival;
    }

    SignedRequest request() {
        return request;
    }

    Validity validity() {
        return request.request().validity();
    }

    /** Counts the requests in the order they became known here. */
    long arrival() {
        return arrival;
    }

    Optional<VerdictVote> voteOf(int replica) {
        return Optional.ofNullable(votes.get(replica));
    }

    List<VerdictVote> votes() {
        return List.copyOf(votes.values());
    }

    Optional<Outcome> settled() {
        return settled;
    }

    long settledAtMillis() {
        return settledAtMillis;
    }

    /** Takes a replica's first verdict and looks whether the outcome follows. */
    void add(VerdictVote vote, ReplicaState state) {
        votes.put(vote.replica(), vote);
        if (settled.isEmpty()) {
            settled = state.service.settle(request.request(), verdicts());
            settledAtMillis = state.nowMillis;
        }
    }

    /** A replica caught giving two verdicts has given none. */
    void voidVote(int replica, ReplicaState state) {
        if (votes.remove(replica) != null) {
            settled = state.service.settle(request.request(), verdicts());
        }
    }

    private SortedMap<Integer, Verdict> verdicts() {
        SortedMap<Integer, Verdict> verdicts = new TreeMap<>();
        votes.forEach((replica, vote) -> verdicts.put(replica, vote.verdict()));
        return verdicts;
    }

    boolean isPastDeadline(long nowMillis) {
        return nowMillis > request.request().validity().deadlineMillis();
    }

    /** The outcome that may be proposed now: the settled one, or EXPIRED once the deadline has passed. */
    Optional<Outcome> outcome(long nowMillis) {
        return settled.isPresent() || !isPastDeadline(nowMillis) ? settled : Optional.of(Outcome.EXPIRED);
    }

    Optional<Signed<Verdicts>> own() {
        return own;
    }

    void sent(Signed<Verdicts> verdicts) {
        own = Optional.of(verdicts);
    }

    /** Whether this replica's own verdict has not gone out again since about the last time, with that on another request. */
    boolean isOwnDue(long tick) {
        return 2 * (tick - ownResentTick) >= resendGapTicks;
    }

    void ownResent(long tick) {
        ownResentTick = tick;
    }

    /** Whether it is time to send again what peers may lack; each time the gap doubles, up to {@code capTicks}. */
    boolean isResendDue(long tick, long capTicks) {
        if (nextResendTick == 0) {
            nextResendTick = tick + 1;
            return false;
        }
        if (tick < nextResendTick) {
            return false;
        }
        resendGapTicks = Math.min(resendGapTicks * 2, capTicks);
        nextResendTick = tick + resendGapTicks;
        return true;
    }
}
