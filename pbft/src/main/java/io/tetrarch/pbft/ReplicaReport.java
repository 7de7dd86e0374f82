package io.tetrarch.pbft;

import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.RequestId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a replica is at, for people: a copy, so that looking changes nothing. Nothing of an action is in it.
 *
 * @param stage whether it learns, or is at the end of its epoch
 */
public record ReplicaReport(
        Standing standing, Views views, Progress progress, Votes votes, Requests requests, Stage stage) {

    /**
     * Its view.
     *
     * @param newView whether it has the view's NEW-VIEW
     * @param leftFor who is known to have left for this view or a later one
     * @param failed view changes since the last progress
     * @param timerFor what the view timer runs for: a request, the last batch executed, or, while it waits for a NEW-VIEW,
     *     zero
     */
    public record Views(
            int leader, boolean newView, SortedSet<Integer> leftFor, int failed, Optional<Digest> timerFor) {}

    /**
     * How far it is.
     *
     * @param highWatermark the last sequence that it votes for now
     * @param executedInView the view in which the last batch executed was committed
     * @param stable the last stable checkpoint of this epoch
     * @param certified sequences above the executed one that are known to be committed
     * @param missingBody a batch without which it cannot go on
     * @param inFlight batches accepted and not executed
     */
    public record Progress(
            long highWatermark,
            long executedInView,
            Optional<CheckpointCertificate> stable,
            List<Long> certified,
            Optional<Digest> missingBody,
            long inFlight) {}

    /**
     * What it and others signed.
     *
     * @param highest the highest prepared certificate ever held
     * @param slots what is voted above the executed sequence, the lowest first, a few at most
     * @param last its own of this view, the latest last, a few at most
     * @param learners who may have lost votes and gives none, itself included, as far as it has heard
     */
    public record Votes(
            Optional<PreparedCertificate> highest, List<Slot> slots, List<OwnVote> last, SortedSet<Integer> learners) {}

    /**
     * What waits to be decided.
     *
     * @param count how many there are
     * @param first those that came first, a few at most
     */
    public record Requests(int count, List<Waiting> first) {}

    /** How far a replica is in its epoch. */
    public enum Stage {
        VOTING,
        /** It has just started, and waits for what its peers hold of its signatures. */
        ASKING,
        /** It may have lost votes, and only learns. */
        LEARNING,
        /** The epoch's last batch is executed, but not everybody's yet. */
        CLOSING,
        /** The epoch is over. */
        ENDED
    }

    /** A vote of the replica's own. */
    public record OwnVote(MessageType type, long view, long sequence, Digest digest) {}

    /** Whose votes are held in a slot of the present view. */
    public record Slot(long sequence, SortedSet<Integer> prepares, SortedSet<Integer> commits) {}

    /**
     * A request that waits.
     *
     * @param settled the outcome that its verdicts lead to, once they do
     * @param verdictsOf whose verdicts are held
     * @param waitsFor whose are not, as long as no outcome follows
     */
    public record Waiting(
            Digest request,
            RequestId id,
            long deadlineMillis,
            Optional<Outcome> settled,
            SortedSet<Integer> verdictsOf,
            SortedSet<Integer> waitsFor) {}
}
