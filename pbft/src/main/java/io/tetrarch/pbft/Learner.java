package io.tetrarch.pbft;

import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Reminder;
import java.util.TreeMap;

/**
 * A replica that may have lost votes must not vote where it may have voted before. Its last low watermark cannot have lain
 * above what the others have executed, so it only learns until a stable checkpoint lies a whole window above the highest
 * sequence that 2f+1 others report; and it stays silent on requests that were made before that. Its lost VIEW-CHANGEs
 * promised to leave views too: none beyond the view after one that f+1 honest replicas had left for, and once they had,
 * nothing was committed below that view without this replica. So it takes part again two views above one in which a batch
 * beyond that window was committed, which the group enters at its next view changes. The last batch of the window would
 * not do: it may have been committed with this replica's own vote, before it left.
 *
 * <p>Only what is said in answer to this start counts: a report from before the loss, genuine as it is, tells of a group
 * that had not yet come as far as this replica's last votes.
 *
 * <p>A peer that reports too much can delay the return by two windows at most, and cannot hasten it.
 */
final class Learner {
    private final ReplicaState state;
    private final RequestPool requests;
    private final Checkpoints checkpoints;
    private final ViewChanges viewChanges;
    private final TreeMap<Integer, Long> executedByPeer = new TreeMap<>();
    private long until = Long.MAX_VALUE;

    Learner(ReplicaState state, RequestPool requests, Checkpoints checkpoints, ViewChanges viewChanges) {
        this.state = state;
        this.requests = requests;
        this.checkpoints = checkpoints;
        this.viewChanges = viewChanges;
    }

    /** A signature of its own came by that its log does not know: votes were lost, who knows how many. */
    void beginIfLost() {
        if (!state.lost) {
            return;
        }
        state.lost = false;
        if (!state.learning && !state.ended) {
            state.learning = true;
            state.asking = false;
            executedByPeer.clear();
            until = Long.MAX_VALUE;
            state.out.persist(Stored.Learning.BEGINS);
        }
    }

    /** Whether it still has to hear how far its peers are. */
    boolean isAsking() {
        return state.learning && until == Long.MAX_VALUE;
    }

    /**
     * Takes a peer's report if certificates bear it out: an honest peer cannot have executed more than a window above its
     * own low watermark, and sends that checkpoint's certificate to whoever lags behind it.
     */
    void onReminder(int sender, Reminder reminder) {
        long window = state.configuration.limits().window();
        long highestKnown =
                checkpoints.highestKnown().map(CheckpointCertificate::sequence).orElse(state.lowWatermark());
        boolean credible = reminder.executed() - window <= highestKnown;
        if (!isAsking() || !credible) {
            return;
        }
        executedByPeer.put(sender, reminder.executed());
        if (executedByPeer.size() >= state.quorum()) {
            long highest = executedByPeer.values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElseThrow();
            until = Math.max(highest, state.executed) + window;
        }
    }

    /**
     * Whether the group had not executed {@code sequence} when this replica lost its disk: then it was in no later epoch,
     * and has no vote there to forget. Of the f+1 honest replicas that must have executed it before anybody could be in
     * the next epoch, one is among the 2f+1 that reported.
     */
    boolean beganBefore(long sequence) {
        return until != Long.MAX_VALUE && until - state.configuration.limits().window() < sequence;
    }

    /** Votes again once the window has passed. */
    void endIfPassed() {
        boolean placed = state.executedInView != Long.MAX_VALUE;
        if (state.learning && placed && state.lowWatermark() >= until && state.executed > until) {
            state.learning = false;
            viewChanges.start(state.configuration.viewFrom(Math.max(state.view, state.executedInView) + 2));
            requests.silence().keepUntilNow();
            state.out.persist(requests.silence().mark());
        }
    }
}
