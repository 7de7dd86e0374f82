package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.Optional;

/**
 * Whether a message that was not verified yet is worth verifying: votes beyond the quorum and repetitions are not. What
 * contradicts something held is always wanted, since it may be evidence.
 */
final class Relevance {
    private final ReplicaState state;
    private final Parts parts;
    private final Checkpoints checkpoints;
    private final NormalCase normalCase;
    private final CatchUp catchUp;
    private final Enquiry enquiry;

    Relevance(Parts parts, Checkpoints checkpoints, NormalCase normalCase, CatchUp catchUp, Enquiry enquiry) {
        this.state = parts.state();
        this.parts = parts;
        this.checkpoints = checkpoints;
        this.normalCase = normalCase;
        this.catchUp = catchUp;
        this.enquiry = enquiry;
    }

    boolean of(Signed<? extends Message> signed) {
        return !state.ended
                && switch (signed.message()) {
                    case PrePrepare proposal -> ofVote(proposal, normalCase.proposalAt(proposal.sequence()), false);
                    case Prepare prepare ->
                        ofVote(
                                prepare,
                                parts.votes().prepareOf(signed.sender(), prepare.sequence()),
                                parts.own()
                                        .of(MessageType.COMMIT, prepare.sequence())
                                        .filter(own -> own.message().digest().equals(prepare.digest()))
                                        .isPresent());
                    case Commit commit ->
                        ofVote(
                                commit,
                                parts.votes().commitOf(signed.sender(), commit.sequence()),
                                commit.sequence() <= state.executed);
                    case Verdicts verdicts -> anyWanted(signed.sender(), verdicts);
                    case Checkpoint checkpoint ->
                        checkpoint.sequence() > state.lowWatermark()
                                && checkpoints
                                        .voteOf(signed.sender(), checkpoint)
                                        .isEmpty();
                    case Relay relay ->
                        !parts.requests().isLate(relay.request().digest())
                                && parts.requests()
                                        .get(relay.request().digest())
                                        .isEmpty();
                    case ViewChange change -> change.view() >= state.view;
                    case NewView newView ->
                        newView.view() > state.view || (newView.view() == state.view && !state.active);
                    case Committed committed -> committed.certificate().sequence() > state.executed;
                    case Stable stable -> stable.certificate().sequence() > state.lowWatermark();
                    case Status status -> true;
                    case Forward forward ->
                        (forward.original().message() instanceof PrePrepare
                                        || forward.original().message() instanceof NewView)
                                && of(forward.original());
                    case Fetch fetch -> true;
                    case Body body -> catchUp.isWanted(body.batch().digest());
                    case Chunk chunk -> true;
                    case Accusation accusation ->
                        !parts.equivocations().isKnown(accusation.evidence().slot());
                    case Succession succession -> succession.ended().equals(state.configuration.domain());
                    case Reminder reminder -> enquiry.isWanted(reminder);
                };
    }

    /** @param settled whether nothing depends on this vote any more */
    private boolean ofVote(Vote vote, Optional<? extends Signed<? extends Vote>> held, boolean settled) {
        if (vote.view() != state.view || !state.isInWindow(vote.sequence())) {
            return false;
        }
        return held.map(first -> !first.message().digest().equals(vote.digest()))
                .orElse(!settled);
    }

    private boolean anyWanted(int sender, Verdicts verdicts) {
        for (Verdict verdict : verdicts.verdicts()) {
            if (isWanted(sender, verdict)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWanted(int sender, Verdict verdict) {
        Optional<Pending> pending = parts.requests().get(verdict.request());
        if (pending.isEmpty()) {
            return !parts.requests().isLate(verdict.request());
        }
        return pending.get()
                .voteOf(sender)
                .map(first -> !first.verdict().equals(verdict))
                .orElse(pending.get().settled().isEmpty());
    }
}
