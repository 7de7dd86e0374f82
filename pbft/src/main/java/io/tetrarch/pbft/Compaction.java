package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CheckpointCertificate;
import java.util.List;
import java.util.Optional;

/**
 * Makes a stable checkpoint the low watermark: the log below is given up (paper, section 4.3), in memory and on disk.
 * What is still needed of the disk's log is written again behind the snapshot.
 */
final class Compaction {
    private final ReplicaState state;
    private final Parts parts;
    private final Bodies bodies;
    private final Checkpoints checkpoints;
    private final NormalCase normalCase;
    private final ViewChanges viewChanges;

    Compaction(Parts parts, Bodies bodies, Checkpoints checkpoints, NormalCase normalCase, ViewChanges viewChanges) {
        this.state = parts.state();
        this.parts = parts;
        this.bodies = bodies;
        this.checkpoints = checkpoints;
        this.normalCase = normalCase;
        this.viewChanges = viewChanges;
    }

    /** Adopts a stable checkpoint that was reached by executing; true if there was one. */
    boolean adoptReached() {
        Optional<CheckpointCertificate> reached = checkpoints.reached();
        reached.ifPresent(certificate -> adopt(certificate, checkpoints.chunksAt(certificate)));
        return reached.isPresent();
    }

    /** Jumps to a stable checkpoint whose state came from peers. */
    void install(CheckpointCertificate certificate, List<Bytes> chunks) {
        restore(certificate, chunks);
        parts.execution().onInstalled();
        parts.requests().onInstalled();
        parts.chain().onInstalled();
        adopt(certificate, chunks);
        state.failedViews = 0;
        state.out.add(new Effect.Installed(certificate.sequence()));
    }

    private void restore(CheckpointCertificate certificate, List<Bytes> chunks) {
        try {
            state.service.restore(chunks);
        } catch (IllegalArgumentException e) {
            throw new BrokenInvariant(
                    Invariant.SAME_STATE, "the certified state at " + certificate.sequence() + " cannot be read: " + e);
        }
        state.closing = state.service.endsEpoch();
        state.executed = certificate.sequence();
        state.executedDigest = certificate.checkpoint().header();
        state.executedInView = Long.MAX_VALUE;
    }

    private void adopt(CheckpointCertificate certificate, List<Bytes> chunks) {
        keep(certificate, chunks);
        state.out.persist(new Stored.Snapshot(certificate, chunks));
        carryOver();
        state.out.add(new Effect.Truncate());
    }

    /** The state that an epoch begins with is no checkpoint of that epoch's: no quorum of it has signed. */
    private void keep(CheckpointCertificate certificate, List<Bytes> chunks) {
        if (certificate.sequence() > state.configuration.startSequence()) {
            state.stable = Optional.of(certificate);
        }
        state.keepSnapshot(certificate.sequence(), chunks);
        discardUpTo(state.lowWatermark());
    }

    private void discardUpTo(long low) {
        checkpoints.discardUpTo(low);
        parts.votes().discardUpTo(low);
        parts.own().discardUpTo(low);
        normalCase.discardUpTo(low);
        parts.execution().discardUpTo(low);
        bodies.discardUpTo(low);
    }

    private void carryOver() {
        Outbox out = state.out;
        if (!state.lineage.isEmpty()) {
            out.persist(new Stored.Epoch(state.lineage, state.learning, Optional.empty()));
        }
        parts.requests().given().giveUp(state.nowMillis);
        Silence silence = parts.requests().silence();
        if (state.learning || silence.isKept()) {
            out.persist(silence.mark());
        }
        viewChanges.ownChange().ifPresent(change -> out.persist(new Stored.Own(change)));
        state.newView.ifPresent(newView -> out.persist(new Stored.Entered(newView)));
        state.highest.ifPresent(certificate -> out.persist(new Stored.Prepared(certificate)));
        bodies.all().forEach(batch -> out.persist(new Stored.Body(batch)));
        parts.execution().records().forEach(out::persist);
        parts.own().above(state.lowWatermark()).forEach(vote -> {
            normalCase
                    .proposalAt(vote.message().sequence())
                    .ifPresent(proposal -> out.persist(new Stored.Proposal(proposal)));
            out.persist(new Stored.Own(vote));
        });
        checkpoints.unstable().forEach(checkpoint -> out.persist(new Stored.Own(checkpoint)));
        parts.requests().undecidedOwn().forEach(out::persist);
        parts.equivocations().all().forEach(evidence -> out.persist(new Stored.Conviction(evidence)));
    }

    /** At recovery. A crash amid a compaction leaves what was executed since in front of the snapshot: it stays executed. */
    void recover(Stored.Snapshot snapshot) {
        if (snapshot.certificate().sequence() > state.executed) {
            restore(snapshot.certificate(), snapshot.chunks());
        }
        keep(snapshot.certificate(), snapshot.chunks());
    }
}
