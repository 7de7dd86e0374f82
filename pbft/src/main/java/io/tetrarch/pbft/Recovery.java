package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.List;
import java.util.Optional;

/**
 * Puts a replica back where it was when it stopped: the view, the base it accepted, the slots it voted in, its highest
 * certificate, its verdicts. Nothing is judged or sent here; what peers lack is sent again when they say so.
 */
final class Recovery {
    private final ReplicaState state;
    private final Parts parts;
    private final Bodies bodies;
    private final NormalCase normalCase;
    private final ViewChanges viewChanges;
    private final Compaction compaction;

    Recovery(Parts parts, Bodies bodies, NormalCase normalCase, ViewChanges viewChanges, Compaction compaction) {
        this.state = parts.state();
        this.parts = parts;
        this.bodies = bodies;
        this.normalCase = normalCase;
        this.viewChanges = viewChanges;
        this.compaction = compaction;
    }

    void recover(List<Stored> stored) {
        int beginning = beginning(state.configuration, stored);
        restoreEarlier(stored.subList(0, beginning));
        for (Stored record : stored.subList(beginning, stored.size())) {
            switch (record) {
                case Stored.Epoch epoch -> {
                    epoch.state().ifPresent(compaction::recover);
                    state.lineage = epoch.lineage();
                    state.learning = epoch.learning();
                }
                case Stored.Snapshot snapshot -> compaction.recover(snapshot);
                case Stored.Executed executed -> parts.execution().restore(executed);
                case Stored.Entered entered -> viewChanges.restoreEntered(entered.newView());
                case Stored.Prepared prepared -> restore(prepared.certificate());
                case Stored.Proposal proposal -> restore(proposal.prePrepare());
                case Stored.Body body -> bodies.put(body.batch());
                case Stored.Own own -> restoreOwn(own);
                case Stored.Conviction conviction -> parts.equivocations().restore(conviction.evidence());
                case Stored.Learning learning -> {
                    state.learning = !learning.ended();
                    parts.requests().silence().restore(learning);
                }
            }
        }
        bodies.discardUpTo(state.lowWatermark());
        parts.chain().onInstalled();
        rebuildChain();
    }

    /** Where the records of the epoch of {@code configuration} begin. */
    static int beginning(Configuration configuration, List<Stored> stored) {
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i) instanceof Stored.Epoch epoch
                    && epoch.lineage().getLast().next().equals(configuration.domain())) {
                return i;
            }
        }
        return 0;
    }

    /** Of an epoch that ended its last state is left; votes, views and certificates mean nothing any more. */
    private void restoreEarlier(List<Stored> records) {
        for (Stored record : records.reversed()) {
            if (record instanceof Stored.Snapshot last) {
                compaction.recover(last);
                return;
            }
        }
    }

    private void restore(PreparedCertificate certificate) {
        if (state.highest.isEmpty() || certificate.compareTo(state.highest.get()) > 0) {
            state.highest = Optional.of(certificate);
        }
        // The votes in it are half of any contradiction that their signers may still send.
        certificate.prepares().bySigner().forEach((replica, signature) -> {
            boolean ours = replica == state.self() || certificate.view() != state.view;
            if (!ours
                    && parts.votes().prepareOf(replica, certificate.sequence()).isEmpty()) {
                parts.votes()
                        .add(new Signed<>(
                                replica,
                                new Prepare(certificate.view(), certificate.sequence(), certificate.digest()),
                                signature));
            }
        });
    }

    /** The body is kept whatever the view: a certificate for it may be the base of a later one. */
    private void restore(Signed<PrePrepare> proposal) {
        bodies.put(proposal.message().batch());
        if (proposal.message().view() == state.view) {
            normalCase.restore(proposal);
        }
    }

    private void restoreOwn(Stored.Own record) {
        Signed<?> signed = record.message();
        int self = signed.sender();
        switch (signed.message()) {
            case PrePrepare own -> {
                Signed<PrePrepare> proposal = new Signed<>(self, own, signed.signature());
                restoreVote(proposal);
                restore(proposal);
            }
            case Prepare own -> restoreVote(new Signed<>(self, own, signed.signature()));
            case Commit own -> restoreVote(new Signed<>(self, own, signed.signature()));
            case ViewChange own -> viewChanges.restore(new Signed<>(self, own, signed.signature()));
            case Verdicts own ->
                parts.requests().given().restore(new Signed<>(self, own, signed.signature()), record.latest());
            case Checkpoint own -> {
                // Taken again, with the same content, when its batch is executed again from the log.
            }
            case NewView own -> throw unexpected(own.type());
            case Status own -> throw unexpected(own.type());
            case Relay own -> throw unexpected(own.type());
            case Forward own -> throw unexpected(own.type());
            case Fetch own -> throw unexpected(own.type());
            case Body own -> throw unexpected(own.type());
            case Committed own -> throw unexpected(own.type());
            case Stable own -> throw unexpected(own.type());
            case Chunk own -> throw unexpected(own.type());
            case Accusation own -> throw unexpected(own.type());
            case Succession own -> throw unexpected(own.type());
            case Reminder own -> throw unexpected(own.type());
        }
    }

    private static BrokenInvariant unexpected(MessageType type) {
        return new BrokenInvariant(Invariant.OWN_LOG, "a replica never stores its own " + type);
    }

    private void restoreVote(Signed<? extends Vote> vote) {
        boolean binds = vote.message().view() == state.view
                && vote.message().sequence() > state.lowWatermark()
                && parts.own()
                        .of(vote.message().type(), vote.message().sequence())
                        .isEmpty();
        if (binds) {
            parts.own().restore(vote);
        }
    }

    /** Takes back the proposals that this replica accepted, in order, as far as they hang together. */
    private void rebuildChain() {
        Chain chain = parts.chain();
        Optional<Signed<PrePrepare>> next = accepted(chain.tip().sequence() + 1);
        while (next.isPresent()
                && next.get()
                        .message()
                        .batch()
                        .header()
                        .parent()
                        .equals(chain.tip().digest())) {
            chain.restore(next.get().message().batch());
            next = accepted(chain.tip().sequence() + 1);
        }
    }

    private Optional<Signed<PrePrepare>> accepted(long sequence) {
        return normalCase.proposalAt(sequence).filter(proposal -> votedFor(proposal.message()));
    }

    private boolean votedFor(PrePrepare proposal) {
        return Optional.<Signed<? extends Vote>>empty()
                .or(() -> parts.own().of(MessageType.PREPARE, proposal.sequence()))
                .or(() -> parts.own().of(MessageType.PRE_PREPARE, proposal.sequence()))
                .filter(vote -> vote.message().digest().equals(proposal.digest()))
                .isPresent();
    }
}
