package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.StateRoot;
import io.tetrarch.pbft.message.Succession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one epoch ends and the next begins. A batch that changes the group is the last of its epoch: nothing is proposed on
 * it, and when 2f+1 replicas have signed the checkpoint after it, each that knows this ends the epoch. f+1 honest ones
 * then have that state, and the certificate convinces every other; so nobody is left behind in an epoch that has no
 * quorum any more.
 *
 * <p>A replica that falls behind is not heard in the next epoch, for it signs under the old one. Those from whom nothing
 * is heard are shown, at intervals, how the epochs ended.
 */
final class Handover {
    /** Intervals of silence after which a peer may be in an earlier epoch; and between two attempts to tell it. */
    private static final int PATIENCE_TICKS = 4;

    private final ReplicaState state;
    private final Checkpoints checkpoints;
    private final Learner learner;
    private final Certificates certificates;
    private final int[] silentTicks;

    Handover(ReplicaState state, Checkpoints checkpoints, Learner learner, Certificates certificates) {
        this.state = state;
        this.checkpoints = checkpoints;
        this.learner = learner;
        this.certificates = certificates;
        this.silentTicks = new int[state.configuration.replicas()];
    }

    void heard(int sender) {
        silentTicks[sender] = 0;
    }

    /** To each peer not heard of, one end of an epoch at a time, in their order: it takes them one after the other. */
    void onTick() {
        for (int peer = 0; peer < silentTicks.length && !state.lineage.isEmpty(); peer++) {
            if (peer != state.self() && ++silentTicks[peer] % PATIENCE_TICKS == 0) {
                int turn = silentTicks[peer] / PATIENCE_TICKS - 1;
                state.out.send(peer, state.lineage.get(turn % state.lineage.size()));
            }
        }
    }

    /** A peer shows that the epoch is over: one that has executed its last batch ends it orderly, another goes on without. */
    Optional<Rejection> onSuccession(Succession succession) {
        if (!certificates.isValid(succession)) {
            return Optional.of(Rejection.BAD_CERTIFICATE);
        }
        checkpoints.onStable(succession.certificate());
        if (state.executed < succession.certificate().sequence()) {
            end(succession, standing());
        }
        return Optional.empty();
    }

    /** Ends the epoch once the checkpoint after its last batch is stable here. */
    void endIfStable() {
        if (!state.ended) {
            state.stable
                    .filter(certificate -> certificate.checkpoint().isLast())
                    .ifPresent(certificate -> end(succession(certificate), Optional.empty()));
        }
    }

    private Succession succession(CheckpointCertificate last) {
        Bytes group = state.service.successor(new Start(
                last.sequence(), last.checkpoint().header(), last.checkpoint().stateRoot()));
        Succession succession = new Succession(state.configuration.domain(), last, group);
        if (!succession.isWhole()) {
            throw new BrokenInvariant(
                    Invariant.SUCCESSOR, "the group that follows is not the one that a quorum certifies");
        }
        return succession;
    }

    /** The state of a replica that did not come to the end, to go on from. */
    private Optional<Stored.Snapshot> standing() {
        if (state.executed == 0) {
            return Optional.empty();
        }
        List<Bytes> chunks = state.service.snapshot();
        Checkpoint here = new Checkpoint(state.executed, state.executedDigest, StateRoot.of(chunks));
        return Optional.of(new Stored.Snapshot(new CheckpointCertificate(here, Signatures.NONE), chunks));
    }

    private void end(Succession succession, Optional<Stored.Snapshot> standing) {
        List<Succession> lineage = new ArrayList<>(state.lineage);
        lineage.add(succession);
        boolean learning =
                state.learning && !learner.beganBefore(succession.certificate().sequence());
        state.out.persist(new Stored.Epoch(lineage, learning, standing));
        for (Timer timer : Timer.values()) {
            state.out.add(new Effect.StopTimer(timer));
        }
        state.out.add(new Effect.EpochEnded(succession));
        state.ended = true;
    }
}
