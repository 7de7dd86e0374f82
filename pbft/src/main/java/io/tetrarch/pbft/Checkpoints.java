package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.StateRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checkpoints and when they become stable (paper, section 4.3). */
final class Checkpoints {
    /** A checkpoint this replica took, with the state at it. */
    record Taken(Checkpoint checkpoint, List<Bytes> chunks) {}

    private final ReplicaState state;

    /** Own checkpoints above the low watermark: two, since the window is two intervals wide, and the epoch's last. */
    private final TreeMap<Long, Taken> taken = new TreeMap<>();

    /** One per replica and checkpoint sequence of the window. */
    private final TreeMap<Long, SortedMap<Integer, Signed<Checkpoint>>> votes = new TreeMap<>();

    /** What replicas say of the checkpoint that ends the epoch, wherever it is: one per replica. */
    private final SortedMap<Integer, Signed<Checkpoint>> lasts = new TreeMap<>();

    /**
     * Checkpoints known to be stable above the low watermark: those within the window, three at most, and the highest. A
     * certificate that nobody else holds must not hide one within reach.
     */
    private final TreeMap<Long, CheckpointCertificate> ahead = new TreeMap<>();

    Checkpoints(ReplicaState state) {
        this.state = state;
    }

    /** Takes a checkpoint where one is due, as it is where the epoch ends; batches of earlier epochs have had theirs. */
    void onExecuted() {
        boolean due =
                state.closing || state.executed % state.configuration.limits().checkpointInterval() == 0;
        if (!due || state.executed <= state.configuration.startSequence()) {
            return;
        }
        List<Bytes> chunks = state.service.snapshot();
        Digest root = StateRoot.of(chunks);
        Checkpoint checkpoint = new Checkpoint(state.executed, state.executedDigest, root, successor(root));
        taken.put(state.executed, new Taken(checkpoint, chunks));
        if (!state.learning && !state.lost) {
            Signed<Checkpoint> signed = state.out.sign(checkpoint);
            state.out.persist(new Stored.Own(signed));
            state.out.add(new Effect.Broadcast(signed));
            count(signed);
        }
    }

    private Optional<Digest> successor(Digest stateRoot) {
        if (!state.closing) {
            return Optional.empty();
        }
        Bytes group = state.service.successor(new Start(state.executed, state.executedDigest, stateRoot));
        return Optional.of(Hash.sha3(group.readOnlyArray()));
    }

    Optional<Rejection> onCheckpoint(Signed<Checkpoint> signed) {
        Checkpoint checkpoint = signed.message();
        boolean due = checkpoint.isLast()
                || checkpoint.sequence() % state.configuration.limits().checkpointInterval() == 0;
        if (!state.isInWindow(checkpoint.sequence()) || !due) {
            return Optional.of(Rejection.OUTSIDE_WINDOW);
        }
        Optional<Signed<Checkpoint>> first = voteOf(signed.sender(), checkpoint);
        if (first.isPresent()) {
            boolean same = first.get().message().equals(checkpoint);
            return Optional.of(same ? Rejection.DUPLICATE : Rejection.EQUIVOCATION);
        }
        count(signed);
        return Optional.empty();
    }

    /** What this replica has said already where {@code checkpoint} belongs. */
    Optional<Signed<Checkpoint>> voteOf(int replica, Checkpoint checkpoint) {
        SortedMap<Integer, Signed<Checkpoint>> slot = checkpoint.isLast() ? lasts : votes.get(checkpoint.sequence());
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.get(replica));
    }

    private SortedMap<Integer, Signed<Checkpoint>> slot(Checkpoint checkpoint) {
        return checkpoint.isLast() ? lasts : votes.computeIfAbsent(checkpoint.sequence(), any -> new TreeMap<>());
    }

    private void count(Signed<Checkpoint> signed) {
        SortedMap<Integer, Signed<Checkpoint>> slot = slot(signed.message());
        slot.put(signed.sender(), signed);
        SortedMap<Integer, Bytes> matching = new TreeMap<>();
        for (Map.Entry<Integer, Signed<Checkpoint>> each : slot.entrySet()) {
            if (each.getValue().message().equals(signed.message())) {
                matching.put(each.getKey(), each.getValue().signature());
            }
        }
        if (matching.size() >= state.quorum()) {
            onStable(new CheckpointCertificate(signed.message(), new Signatures(matching)));
        }
    }

    /** A certificate, its quorum checked, from votes or from a peer. */
    void onStable(CheckpointCertificate certificate) {
        if (certificate.sequence() > state.lowWatermark()) {
            ahead.putIfAbsent(certificate.sequence(), certificate);
            ahead.keySet().removeIf(sequence -> !state.isInWindow(sequence) && sequence < ahead.lastKey());
        }
    }

    /** The highest checkpoint that a certificate held here shows to be stable, whether or not it was reached. */
    Optional<CheckpointCertificate> highestKnown() {
        return ahead.isEmpty() ? state.stable : Optional.of(ahead.lastEntry().getValue());
    }

    /** A stable checkpoint that this replica has executed too, to become its low watermark. */
    Optional<CheckpointCertificate> reached() {
        Map.Entry<Long, CheckpointCertificate> reached = ahead.floorEntry(state.executed);
        return reached == null ? Optional.empty() : Optional.of(reached.getValue());
    }

    /** The highest stable checkpoint that this replica has not reached; at the least, where its epoch begins. */
    Optional<CheckpointCertificate> beyond() {
        return Optional.ofNullable(ahead.lastEntry())
                .map(Map.Entry::getValue)
                .or(state::startingCheckpoint)
                .filter(certificate -> certificate.sequence() > state.executed);
    }

    /**
     * The state at a stable checkpoint that was reached here.
     *
     * @throws BrokenInvariant if 2f+1 replicas certify another state
     */
    List<Bytes> chunksAt(CheckpointCertificate certificate) {
        Taken mine = taken.get(certificate.sequence());
        if (mine == null || !mine.checkpoint().equals(certificate.checkpoint())) {
            throw new BrokenInvariant(
                    Invariant.SAME_STATE,
                    "the state at checkpoint " + certificate.sequence() + " is not the one that a quorum certifies");
        }
        return mine.chunks();
    }

    /** The own checkpoints that are not stable here. */
    List<Signed<Checkpoint>> unstable() {
        List<Signed<Checkpoint>> unstable = new ArrayList<>();
        for (SortedMap<Integer, Signed<Checkpoint>> slot : votes.values()) {
            addOwn(slot, unstable);
        }
        addOwn(lasts, unstable);
        return unstable;
    }

    private void addOwn(SortedMap<Integer, Signed<Checkpoint>> slot, List<Signed<Checkpoint>> to) {
        Signed<Checkpoint> own = slot.get(state.self());
        if (own != null) {
            to.add(own);
        }
    }

    void discardUpTo(long sequence) {
        taken.headMap(sequence, true).clear();
        votes.headMap(sequence, true).clear();
        ahead.headMap(sequence, true).clear();
    }
}
