package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;

/**
 * Notices genuine signatures of this replica's own that its log does not know. Everything is persisted before it is sent,
 * in order, so one such signature shows that the end of the log is missing: an older copy was put back, or the disk lost
 * what it had acknowledged. Nobody else can make one, and what the log has outgrown proves nothing: votes of earlier views,
 * or at or below the low watermark. Verdicts are told apart in {@link RequestPool}, which knows the requests.
 */
final class LostVotes {
    private final ReplicaState state;
    private final OwnVotes own;

    LostVotes(ReplicaState state, OwnVotes own) {
        this.state = state;
        this.own = own;
    }

    /** Looks at a message whose signatures are good, those within it included. */
    void look(Signed<?> signed) {
        boolean doubts = state.challenge != 0 && !state.learning;
        if (doubts && (isOwn(signed) || shows(signed.message()))) {
            state.lost = true;
        }
    }

    /** Whether a whole message of this replica's own is one that it does not know. */
    private boolean isOwn(Signed<?> signed) {
        if (signed.sender() != state.self()) {
            return false;
        }
        return switch (signed.message()) {
            case Vote vote -> isLost(vote.type(), vote.view(), vote.sequence(), vote.digest());
            case ViewChange change -> change.view() > state.view;
            case NewView newView ->
                newView.view() > state.view || (newView.view() == state.view && state.newView.isEmpty());
            case Checkpoint checkpoint -> checkpoint.sequence() > state.executed;
            case Verdicts ignored -> false;
            case Status ignored -> false;
            case Relay ignored -> false;
            case Forward ignored -> false;
            case Fetch ignored -> false;
            case Body ignored -> false;
            case Committed ignored -> false;
            case Stable ignored -> false;
            case Chunk ignored -> false;
            case Accusation ignored -> false;
            case Succession ignored -> false;
            case Reminder ignored -> false;
        };
    }

    private boolean shows(Message message) {
        return switch (message) {
            case ViewChange change -> isIn(change);
            case NewView newView ->
                newView.viewChanges().stream().anyMatch(signed -> isOwn(signed) || isIn(signed.message()));
            case Committed committed -> {
                Commit commit = committed.certificate().commit();
                yield signed(committed.certificate().signatures())
                        && isLost(MessageType.COMMIT, commit.view(), commit.sequence(), commit.digest());
            }
            case Stable stable -> isIn(stable.certificate());
            case Forward forward ->
                isOwn(forward.original()) || shows(forward.original().message());
            case Reminder reminder ->
                reminder.of() == state.self()
                        && (reminder.votes().stream().anyMatch(this::isLost)
                                || reminder.change().filter(this::isOwn).isPresent());
            case Accusation accusation -> isIn(accusation.evidence());
            case PrePrepare ignored -> false;
            case Prepare ignored -> false;
            case Commit ignored -> false;
            case Verdicts ignored -> false;
            case Checkpoint ignored -> false;
            case Status ignored -> false;
            case Relay ignored -> false;
            case Fetch ignored -> false;
            case Body ignored -> false;
            case Chunk ignored -> false;
            case Succession ignored -> false;
        };
    }

    private boolean isIn(ViewChange change) {
        return change.stable().filter(this::isIn).isPresent()
                || change.prepared().filter(this::isIn).isPresent();
    }

    private boolean isIn(CheckpointCertificate certificate) {
        return signed(certificate.signatures()) && certificate.sequence() > state.executed;
    }

    private boolean isIn(PreparedCertificate certificate) {
        long view = certificate.view();
        boolean proposed = certificate.prePrepare().isPresent() && state.configuration.leader(view) == state.self();
        return (signed(certificate.prepares())
                        && isLost(MessageType.PREPARE, view, certificate.sequence(), certificate.digest()))
                || (proposed && isLost(MessageType.PRE_PREPARE, view, certificate.sequence(), certificate.digest()));
    }

    private boolean isIn(Evidence evidence) {
        return switch (evidence) {
            case Evidence.ConflictingVotes votes ->
                votes.replica() == state.self() && (isLost(votes.first()) || isLost(votes.second()));
            case Evidence.ConflictingVerdicts ignored -> false;
        };
    }

    private boolean signed(Signatures signatures) {
        return signatures.bySigner().containsKey(state.self());
    }

    private boolean isLost(Evidence.SignedVote vote) {
        return isLost(vote.type(), vote.view(), vote.sequence(), vote.digest());
    }

    /** Of the present view, above the low watermark, every own vote is known. */
    private boolean isLost(MessageType type, long view, long sequence, Digest digest) {
        if (view != state.view) {
            return view > state.view;
        }
        return sequence > state.lowWatermark()
                && own.of(type, sequence)
                        .filter(known -> known.message().digest().equals(digest))
                        .isEmpty();
    }
}
