package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.StateRoot;
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

    /** Own checkpoints above the low watermark: at most two, since the window is two intervals wide. */
    private final TreeMap<Long, Taken> taken = new TreeMap<>();

    /** One per replica and checkpoint sequence of the window. */
    private final TreeMap<Long, SortedMap<Integer, Signed<Checkpoint>>> votes = new TreeMap<>();

    /**
     * Checkpoints known to be stable above the low watermark: those within the window, two at most, and the highest. A
     * certificate that nobody else holds must not hide one within reach.
     */
    private final TreeMap<Long, CheckpointCertificate> ahead = new TreeMap<>();

    Checkpoints(ReplicaState state) {
        this.state = state;
    }

    /** Takes a checkpoint where one is due. */
    void onExecuted() {
        if (state.executed % state.configuration.limits().checkpointInterval() != 0) {
            return;
        }
        List<Bytes> chunks = state.service.snapshot();
        Checkpoint checkpoint = new Checkpoint(state.executed, state.executedDigest, StateRoot.of(chunks));
        taken.put(state.executed, new Taken(checkpoint, chunks));
        if (!state.learning) {
            Signed<Checkpoint> signed = state.out.sign(checkpoint);
            state.out.persist(new Stored.Own(signed));
            state.out.add(new Effect.Broadcast(signed));
            count(signed);
        }
    }

    Optional<Rejection> onCheckpoint(Signed<Checkpoint> signed) {
        Checkpoint checkpoint = signed.message();
        boolean due = checkpoint.sequence() % state.configuration.limits().checkpointInterval() == 0;
        if (!state.isInWindow(checkpoint.sequence()) || !due) {
            return Optional.of(Rejection.OUTSIDE_WINDOW);
        }
        Optional<Signed<Checkpoint>> first = voteOf(signed.sender(), checkpoint.sequence());
        if (first.isPresent()) {
            boolean same = first.get().message().equals(checkpoint);
            return Optional.of(same ? Rejection.DUPLICATE : Rejection.EQUIVOCATION);
        }
        count(signed);
        return Optional.empty();
    }

    Optional<Signed<Checkpoint>> voteOf(int replica, long sequence) {
        SortedMap<Integer, Signed<Checkpoint>> slot = votes.get(sequence);
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.get(replica));
    }

    private void count(Signed<Checkpoint> signed) {
        SortedMap<Integer, Signed<Checkpoint>> slot =
                votes.computeIfAbsent(signed.message().sequence(), any -> new TreeMap<>());
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

    /** The highest sequence that a certificate held here shows to be stable. */
    long highestKnown() {
        return ahead.isEmpty() ? state.lowWatermark() : ahead.lastKey();
    }

    /** A stable checkpoint that this replica has executed too, to become its low watermark. */
    Optional<CheckpointCertificate> reached() {
        return Optional.ofNullable(ahead.floorEntry(state.executed)).map(Map.Entry::getValue);
    }

    /** The highest stable checkpoint that this replica has not reached. */
    Optional<CheckpointCertificate> beyond() {
        return Optional.ofNullable(ahead.lastEntry())
                .map(Map.Entry::getValue)
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
                    "the state at checkpoint " + certificate.sequence() + " is not the one that a quorum certifies");
        }
        return mine.chunks();
    }

    /** The own checkpoints that are not stable here. */
    List<Signed<Checkpoint>> unstable() {
        return votes.values().stream()
                .flatMap(slot -> Optional.ofNullable(slot.get(state.self())).stream())
                .toList();
    }

    void discardUpTo(long sequence) {
        taken.headMap(sequence, true).clear();
        votes.headMap(sequence, true).clear();
        ahead.headMap(sequence, true).clear();
    }
}
