package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Vote;
import java.util.Optional;
import java.util.TreeMap;

/** Pre-prepare, prepare and commit in the present view (paper, section 4.2). */
final class NormalCase {
    /** How far above the tip proposals may wait, in pipelines: bounds the bodies that a leader can make others hold. */
    private static final int PIPELINES_AHEAD = 4;

    private final ReplicaState state;
    private final Chain chain;
    private final VoteLog votes;
    private final OwnVotes own;
    private final RequestPool requests;
    private final Equivocations equivocations;
    private final Execution execution;
    private final ProposalRules rules;

    /** The leader's first proposal for each sequence of this view; within the window and {@link #PIPELINES_AHEAD}. */
    private final TreeMap<Long, Signed<PrePrepare>> proposals = new TreeMap<>();

    /** The tip on which the next proposal was refused; while it stands, there is nothing to accept on it. */
    private Optional<Link> refusedOn = Optional.empty();

    /** The tip on which the next proposal has to wait, and until when. */
    private Optional<Link> heldOn = Optional.empty();

    private long heldUntilMillis;

    NormalCase(Parts parts) {
        this.state = parts.state();
        this.chain = parts.chain();
        this.votes = parts.votes();
        this.own = parts.own();
        this.requests = parts.requests();
        this.equivocations = parts.equivocations();
        this.execution = parts.execution();
        this.rules = new ProposalRules(state, chain, requests);
    }

    Optional<Rejection> onPrePrepare(Signed<PrePrepare> signed) {
        PrePrepare proposal = signed.message();
        Optional<Rejection> misplaced = misplaced(proposal);
        if (misplaced.isPresent()) {
            return misplaced;
        }
        if (signed.sender() != state.leader()) {
            return Optional.of(Rejection.NOT_LEADER);
        }
        // The signature covers the header alone: whoever passes a proposal on can put other entries beside it.
        if (!proposal.batch().isWhole()) {
            return Optional.of(Rejection.BAD_BATCH);
        }
        Signed<PrePrepare> first = proposals.get(proposal.sequence());
        if (first != null) {
            return Optional.of(contradictionOrDuplicate(first, signed));
        }
        long reach = (long) PIPELINES_AHEAD * state.configuration.limits().pipelineDepth();
        if (proposal.sequence() > chain.tip().sequence() + reach) {
            return Optional.of(Rejection.OUTSIDE_WINDOW);
        }
        if (state.active && proposal.sequence() <= chain.base().sequence()) {
            return Optional.of(Rejection.LATE);
        }
        proposals.put(proposal.sequence(), signed);
        votes.prepares(proposal.sequence()).forEach(this::askForTheOtherProposal);
        return Optional.empty();
    }

    Optional<Rejection> onPrepare(Signed<Prepare> signed) {
        Prepare prepare = signed.message();
        Optional<Rejection> misplaced = misplaced(prepare);
        if (misplaced.isPresent()) {
            return misplaced;
        }
        Optional<Signed<Prepare>> first = votes.prepareOf(signed.sender(), prepare.sequence());
        if (first.isPresent()) {
            return Optional.of(contradictionOrDuplicate(first.get(), signed));
        }
        if (equivocations.isConvicted(signed.sender(), prepare)) {
            return Optional.of(Rejection.EQUIVOCATION);
        }
        votes.add(signed);
        tryPrepare(prepare.sequence());
        askForTheOtherProposal(signed);
        return Optional.empty();
    }

    /** A peer accepted another header than this replica: what the leader told it may be half of an equivocation. */
    private void askForTheOtherProposal(Signed<Prepare> signed) {
        Prepare prepare = signed.message();
        Signed<PrePrepare> mine = proposals.get(prepare.sequence());
        if (mine != null
                && !mine.message().digest().equals(prepare.digest())
                && !equivocations.isConvicted(state.leader(), mine.message())) {
            state.out.send(signed.sender(), new Fetch(new Fetch.WantedProposal(prepare.view(), prepare.sequence())));
        }
    }

    Optional<Rejection> onCommit(Signed<Commit> signed) {
        Commit commit = signed.message();
        Optional<Rejection> misplaced = misplaced(commit);
        if (misplaced.isPresent()) {
            return misplaced;
        }
        Optional<Signed<Commit>> first = votes.commitOf(signed.sender(), commit.sequence());
        if (first.isPresent()) {
            return Optional.of(contradictionOrDuplicate(first.get(), signed));
        }
        if (equivocations.isConvicted(signed.sender(), commit)) {
            return Optional.of(Rejection.EQUIVOCATION);
        }
        votes.add(signed);
        votes.committed(commit).ifPresent(execution::offer);
        return Optional.empty();
    }

    private Optional<Rejection> misplaced(Vote vote) {
        if (vote.view() != state.view) {
            return Optional.of(Rejection.WRONG_VIEW);
        }
        return state.isInWindow(vote.sequence()) ? Optional.empty() : Optional.of(Rejection.OUTSIDE_WINDOW);
    }

    private Rejection contradictionOrDuplicate(Signed<? extends Vote> first, Signed<? extends Vote> second) {
        if (first.message().digest().equals(second.message().digest())) {
            return Rejection.DUPLICATE;
        }
        equivocations.convict(first, second);
        // one too many is not kept, and the first vote stands: a slot that was free again would take another
        if (equivocations.isConvicted(second.sender(), second.message())) {
            votes.voidVotes(second.sender(), second.message().sequence(), second.message() instanceof Commit);
        }
        return Rejection.EQUIVOCATION;
    }

    /** Accepts proposals in sequence order, each on the one before; true if one was accepted. */
    boolean acceptWaiting() {
        boolean accepted = false;
        while (state.active) {
            long next = chain.tip().sequence() + 1;
            Signed<PrePrepare> proposal = proposals.get(next);
            if (proposal == null || isSettledOnTip() || !accept(proposal)) {
                return accepted;
            }
            accepted = true;
        }
        return accepted;
    }

    /** Whether the next proposal was judged on this very tip already, and judging it again would bring nothing new. */
    private boolean isSettledOnTip() {
        Optional<Link> tip = Optional.of(chain.tip());
        return refusedOn.equals(tip) || (heldOn.equals(tip) && state.nowMillis <= heldUntilMillis);
    }

    private boolean accept(Signed<PrePrepare> proposal) {
        Batch batch = proposal.message().batch();
        return switch (rules.judge(batch)) {
            case ProposalRules.Ruling.Hold hold -> {
                heldOn = Optional.of(chain.tip());
                heldUntilMillis = hold.untilMillis();
                yield false;
            }
            case ProposalRules.Ruling.Refuse refusal -> {
                refusedOn = Optional.of(chain.tip());
                state.out.drop(proposal.sender(), refusal.reason());
                yield false;
            }
            case ProposalRules.Ruling.Accept acceptance -> {
                for (Entry entry : batch.entries()) {
                    switch (entry) {
                        case DecisionEntry decision -> requests.compare(decision);
                        case EvidenceEntry conviction -> equivocations.convict(conviction.evidence());
                    }
                }
                chain.append(batch, acceptance.after());
                own.cast(
                        new Prepare(state.view, batch.sequence(), batch.digest()),
                        Optional.of(new Stored.Proposal(proposal)));
                tryPrepare(batch.sequence());
                yield true;
            }
        };
    }

    /** Puts this leader's own batch on the chain, durable before anyone sees it. */
    void propose(Batch batch, LedgerTip after) {
        PrePrepare proposal = new PrePrepare(state.view, batch);
        own.cast(proposal, Optional.empty());
        own.of(proposal.type(), batch.sequence()).ifPresent(vote -> {
            proposals.put(batch.sequence(), new Signed<>(vote.sender(), proposal, vote.signature()));
            chain.append(batch, after);
        });
    }

    /** The view begins on a base that its NEW-VIEW fixes: that stands for the leader's pre-prepare, so the leader votes. */
    void prepareBase(Link base) {
        own.cast(new Prepare(state.view, base.sequence(), base.digest()), Optional.empty());
        tryPrepare(base.sequence());
    }

    /** With q matching signatures the header is prepared: the certificate is kept and COMMIT is sent. */
    void tryPrepare(long sequence) {
        Optional<Digest> accepted = accepted(sequence);
        boolean voted = own.of(MessageType.COMMIT, sequence).isPresent();
        if (!state.active || accepted.isEmpty() || voted) {
            return;
        }
        Link link = new Link(sequence, accepted.get());
        votes.prepared(state.view, link, prePrepareSignature(link)).ifPresent(this::commit);
    }

    private void commit(PreparedCertificate certificate) {
        if (state.highest.isEmpty() || certificate.compareTo(state.highest.get()) > 0) {
            state.highest = Optional.of(certificate);
        }
        Commit commit = new Commit(certificate.view(), certificate.sequence(), certificate.digest());
        own.cast(commit, Optional.of(new Stored.Prepared(certificate)));
        votes.committed(commit).ifPresent(execution::offer);
    }

    /** The header that this replica accepted at a sequence of this view, the base included. */
    private Optional<Digest> accepted(long sequence) {
        return sequence == chain.base().sequence() ? Optional.of(chain.base().digest()) : chain.at(sequence);
    }

    private Optional<Bytes> prePrepareSignature(Link link) {
        Signed<PrePrepare> proposal = proposals.get(link.sequence());
        return proposal != null
                        && proposal.message().digest().equals(link.digest())
                        && !equivocations.isConvicted(proposal.sender(), proposal.message())
                ? Optional.of(proposal.signature())
                : Optional.empty();
    }

    /** Takes a proposal accepted before a restart back into the chain, without voting. */
    void restore(Signed<PrePrepare> proposal) {
        proposals.put(proposal.message().sequence(), proposal);
    }

    /** Whether a proposal for this sequence is here. */
    Optional<Signed<PrePrepare>> proposalAt(long sequence) {
        return Optional.ofNullable(proposals.get(sequence));
    }

    void clear() {
        proposals.clear();
        refusedOn = Optional.empty();
        heldOn = Optional.empty();
    }

    void discardUpTo(long sequence) {
        proposals.headMap(sequence, true).clear();
    }
}
