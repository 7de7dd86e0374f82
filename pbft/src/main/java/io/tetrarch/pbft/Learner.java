package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Status;
import java.util.TreeMap;

/**
 * A replica that lost its disk must not vote where it may have voted before. Its last low watermark cannot have lain
 * above what the others have executed, so it only learns until a stable checkpoint lies a whole window above the highest
 * sequence that 2f+1 others report; and it stays silent on requests that were made before that.
 *
 * <p>A peer that reports too much can delay the return, not hasten it.
 */
final class Learner {
    private final ReplicaState state;
    private final RequestPool requests;
    private final TreeMap<Integer, Long> executedByPeer = new TreeMap<>();
    private long until = Long.MAX_VALUE;

    Learner(ReplicaState state, RequestPool requests) {
        this.state = state;
        this.requests = requests;
    }

    void begin() {
        state.learning = true;
        state.out.persist(new Stored.Learning(false));
    }

    void onStatus(int sender, Status status) {
        if (!state.learning || until != Long.MAX_VALUE) {
            return;
        }
        executedByPeer.putIfAbsent(sender, status.executed());
        if (executedByPeer.size() >= state.quorum()) {
            long highest = executedByPeer.values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElseThrow();
            until = highest + state.configuration.limits().window();
        }
    }

    /** Votes again once the window has passed. */
    void endIfPassed() {
        if (state.learning && state.lowWatermark() >= until) {
            state.learning = false;
            requests.keepSilentBefore(state.nowMillis);
            state.out.persist(new Stored.Learning(true));
        }
    }
}
