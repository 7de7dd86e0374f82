package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.StateRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings a replica that fell behind the others' low watermark to a stable checkpoint (paper, section 5.3.2): the
 * certificate first, then the state in chunks from any peers, each checked against the certified root, so that no peer
 * can make it accept a wrong byte.
 */
final class StateTransfer {
    /** A replica just behind a checkpoint usually executes up to it by itself. */
    private static final int PATIENCE_TICKS = 2;

    private final ReplicaState state;
    private final Checkpoints checkpoints;
    private final TreeMap<Integer, Bytes> chunks = new TreeMap<>();
    private Optional<CheckpointCertificate> target = Optional.empty();
    private long count = 1;

    /** No chunk below this is missing. */
    private int nextChunk;

    private int ticksBehind;
    private int nextPeer;

    StateTransfer(ReplicaState state, Checkpoints checkpoints) {
        this.state = state;
        this.checkpoints = checkpoints;
        this.nextPeer = state.self();
    }

    /** Looks whether this replica is behind, and asks (again) for what is missing, each time another peer. */
    void onTick() {
        Optional<CheckpointCertificate> beyond = checkpoints.beyond();
        if (beyond.isEmpty()) {
            reset(Optional.empty());
            ticksBehind = 0;
            return;
        }
        ticksBehind++;
        if (ticksBehind < PATIENCE_TICKS) {
            return;
        }
        if (!beyond.equals(target)) {
            reset(beyond);
        }
        ask();
    }

    /** A peer showed a later checkpoint while a transfer is due: most likely it holds that state, so it is asked at once. */
    void onStable(int sender) {
        Optional<CheckpointCertificate> beyond = checkpoints.beyond();
        if (ticksBehind >= PATIENCE_TICKS && beyond.isPresent() && !beyond.equals(target)) {
            reset(beyond);
            ask(sender);
        }
    }

    private void reset(Optional<CheckpointCertificate> newTarget) {
        target = newTarget;
        chunks.clear();
        count = 1;
        nextChunk = 0;
    }

    private void ask() {
        do {
            nextPeer = (nextPeer + 1) % state.configuration.replicas();
        } while (nextPeer == state.self());
        ask(nextPeer);
    }

    private void ask(int peer) {
        target.ifPresent(certificate -> missing()
                .ifPresent(index ->
                        state.out.send(peer, new Fetch(new Fetch.WantedChunk(certificate.sequence(), index)))));
    }

    private Optional<Integer> missing() {
        while (chunks.containsKey(nextChunk)) {
            nextChunk++;
        }
        return nextChunk < count ? Optional.of(nextChunk) : Optional.empty();
    }

    Optional<Rejection> onChunk(int sender, Chunk chunk) {
        if (target.isEmpty() || target.get().sequence() != chunk.sequence()) {
            return Optional.of(Rejection.UNASKED);
        }
        Optional<Digest> root = StateRoot.of(chunk.content(), chunk.path());
        if (!root.equals(Optional.of(target.get().checkpoint().stateRoot()))) {
            return Optional.of(Rejection.BAD_CERTIFICATE);
        }
        count = chunk.path().size();
        chunks.put((int) chunk.path().index(), chunk.content());
        ask(sender);
        return Optional.empty();
    }

    /** The checkpoint whose state is here whole. */
    Optional<CheckpointCertificate> complete() {
        boolean whole =
                target.isPresent() && chunks.size() == count && target.get().sequence() > state.executed;
        return whole ? target : Optional.empty();
    }

    /** Takes the whole state out. */
    List<Bytes> takeChunks() {
        List<Bytes> all = new ArrayList<>(chunks.values());
        reset(Optional.empty());
        ticksBehind = 0;
        return all;
    }
}
