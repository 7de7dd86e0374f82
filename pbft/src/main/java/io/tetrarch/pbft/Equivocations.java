package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The equivocation log. Keyed by (replica, message type, view, sequence), and for verdicts by (replica, request): a new
 * view may put another digest at a sequence, so views must be told apart lest an honest replica be accused. Bound: so
 * many slots per replica; a replica convicted that often needs no further proof.
 */
final class Equivocations {
    static final int BOUND_PER_REPLICA = 64;

    private final ReplicaState state;
    private final TreeMap<Evidence.Slot, Evidence> convictions = new TreeMap<>();
    private final TreeMap<Evidence.Slot, Evidence> unrecorded = new TreeMap<>();
    private final int[] perReplica;
    private final boolean[] onLedger;

    Equivocations(ReplicaState state) {
        this.state = state;
        this.perReplica = new int[state.configuration.replicas()];
        this.onLedger = new boolean[state.configuration.replicas()];
    }

    void convict(Signed<? extends Vote> first, Signed<? extends Vote> second) {
        convict(new Evidence.ConflictingVotes(
                first.sender(), Evidence.SignedVote.of(first), Evidence.SignedVote.of(second)));
    }

    void convict(VerdictVote first, VerdictVote second) {
        convict(new Evidence.ConflictingVerdicts(first, second));
    }

    /** Keeps proof of an equivocation and tells everyone; false if this slot was known, or is one too many. */
    boolean convict(Evidence evidence) {
        Evidence.Slot slot = evidence.slot();
        if (!evidence.isConflict()
                || convictions.containsKey(slot)
                || perReplica[slot.replica()] >= BOUND_PER_REPLICA) {
            return false;
        }
        state.out.persist(new Stored.Conviction(evidence));
        state.out.add(new Effect.Report(evidence));
        state.out.add(new Effect.Broadcast(state.out.sign(new Accusation(evidence))));
        restore(evidence);
        return true;
    }

    void restore(Evidence evidence) {
        if (convictions.putIfAbsent(evidence.slot(), evidence) == null) {
            perReplica[evidence.slot().replica()]++;
            if (state.service.isRecorded(evidence.slot())) {
                onLedger[evidence.slot().replica()] = true;
            } else {
                unrecorded.put(evidence.slot(), evidence);
            }
        }
    }

    boolean isKnown(Evidence.Slot slot) {
        return convictions.containsKey(slot);
    }

    boolean isConvicted(int replica, Vote vote) {
        return isConvicted(replica, vote.type(), vote.view(), vote.sequence(), Digest.ZERO);
    }

    boolean isConvicted(VerdictVote vote) {
        return isConvicted(
                vote.replica(), MessageType.VERDICTS, 0, 0, vote.verdict().request());
    }

    private boolean isConvicted(int replica, MessageType type, long view, long sequence, Digest request) {
        return perReplica[replica] > 0
                && convictions.containsKey(new Evidence.Slot(replica, type, view, sequence, request));
    }

    void onRecorded(Evidence evidence) {
        onLedger[evidence.slot().replica()] = true;
        unrecorded.remove(evidence.slot());
    }

    /** Evidence that is not on the ledger yet. */
    Collection<Evidence> unrecorded() {
        return unrecorded.values();
    }

    /**
     * Whether this evidence is worth a batch of its own. Only the first against a replica is: every batch is a slot in
     * which the traitor can equivocate again, so evidence that made batches would feed on itself. The rest goes onto the
     * ledger together with decisions.
     */
    boolean isUrgent(Evidence evidence) {
        return !onLedger[evidence.slot().replica()];
    }

    List<Evidence> all() {
        return new ArrayList<>(convictions.values());
    }
}
