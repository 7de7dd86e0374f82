package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Verdict;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether a leader's batch, which is whole, may be accepted on the tip. Signatures were checked before. */
final class ProposalRules {
    /** What becomes of a proposal. */
    sealed interface Ruling {
        /** @param after the ledger after the batch */
        record Accept(LedgerTip after) implements Ruling {}

        /**
         * It cannot be judged yet: an ancestor's body is missing, rules are changing, or a deadline has not passed.
         *
         * @param untilMillis on the same tip nothing will be different before this time
         */
        record Hold(long untilMillis) implements Ruling {}

        record Refuse(Rejection reason) implements Ruling {}
    }

    /** Whether an entry may stand in the batch; in the order of their weight. */
    private enum Fit {
        YES,
        NOT_YET,
        NO
    }

    private final ReplicaState state;
    private final Chain chain;
    private final RequestPool requests;

    ProposalRules(ReplicaState state, Chain chain, RequestPool requests) {
        this.state = state;
        this.chain = chain;
        this.requests = requests;
    }

    Ruling judge(Batch batch) {
        if (!batch.header().parent().equals(chain.tip().digest())) {
            return new Ruling.Refuse(Rejection.BAD_BATCH);
        }
        if (chain.ledger().isEmpty() || !chain.isOpen()) {
            return new Ruling.Hold(Long.MIN_VALUE);
        }
        if (!isOfGoodSize(batch)) {
            return new Ruling.Refuse(Rejection.BAD_BATCH);
        }
        Fit fit = fit(batch);
        if (fit == Fit.NO) {
            return new Ruling.Refuse(Rejection.BAD_ENTRY);
        }
        LedgerTip after = chain.ledger().get().append(batch.entries());
        if (after.size() != batch.header().ledgerSize()
                || !after.root().equals(batch.header().ledgerRoot())) {
            return new Ruling.Refuse(Rejection.BAD_BATCH);
        }
        return fit == Fit.NOT_YET ? new Ruling.Hold(lastDeadline(batch)) : new Ruling.Accept(after);
    }

    private static long lastDeadline(Batch batch) {
        long last = Long.MIN_VALUE;
        for (Entry entry : batch.entries()) {
            if (entry instanceof DecisionEntry decision && decision.outcome() == Outcome.EXPIRED) {
                last = Math.max(last, decision.request().request().validity().deadlineMillis());
            }
        }
        return last;
    }

    private boolean isOfGoodSize(Batch batch) {
        Limits limits = state.configuration.limits();
        int count = batch.entries().size();
        long bytes = batch.entries().stream().mapToLong(Leader::sizeOf).sum();
        return count == 1 || (count > 1 && count <= limits.batchEntries() && bytes <= limits.batchBytes());
    }

    private Fit fit(Batch batch) {
        TreeSet<RequestId> seen = new TreeSet<>();
        TreeSet<Evidence.Slot> convicted = new TreeSet<>();
        Fit worst = Fit.YES;
        boolean open = true;
        for (Entry entry : batch.entries()) {
            if (!open) {
                // What follows was fitted to rules that end with the entry before it.
                return Fit.NO;
            }
            if (EntryShape.flaw(entry, state.configuration.replicas()).isPresent()) {
                return Fit.NO;
            }
            open = !state.service.closesPipeline(entry);
            Fit fit = switch (entry) {
                case DecisionEntry decision -> seen.add(decision.request().id()) ? fit(decision) : Fit.NO;
                case EvidenceEntry conviction ->
                    convicted.add(conviction.evidence().slot()) ? fit(conviction) : Fit.NO;
            };
            worst = fit.compareTo(worst) > 0 ? fit : worst;
        }
        return worst;
    }

    private Fit fit(EvidenceEntry conviction) {
        Evidence evidence = conviction.evidence();
        boolean repeated = state.service.isRecorded(evidence.slot()) || chain.holds(evidence.slot());
        return evidence.isConflict() && !repeated ? Fit.YES : Fit.NO;
    }

    private Fit fit(DecisionEntry decision) {
        Request request = decision.request().request();
        boolean repeated = state.service.isDecided(request.id()) || chain.holds(request.id());
        if (repeated
                || !request.domain().equals(state.configuration.domain())
                || state.service.refuses(decision.request()).isPresent()) {
            return Fit.NO;
        }
        Optional<Outcome> settled = state.service.settle(request, verdicts(decision));
        return switch (decision.outcome()) {
            case APPROVED, DENIED -> settled.equals(Optional.of(decision.outcome())) ? Fit.YES : Fit.NO;
            case EXPIRED -> settled.isPresent() ? Fit.NO : fitToExpire(decision);
        };
    }

    /** By replica; of a well-shaped entry, so that each is on this request and no replica stands twice. */
    private static SortedMap<Integer, Verdict> verdicts(DecisionEntry decision) {
        SortedMap<Integer, Verdict> verdicts = new TreeMap<>();
        decision.verdicts().forEach(vote -> verdicts.put(vote.replica(), vote.verdict()));
        return verdicts;
    }

    /** A leader cannot expire early, nor what this replica has held as settled for long enough before the deadline. */
    private Fit fitToExpire(DecisionEntry decision) {
        long deadline = decision.request().request().validity().deadlineMillis();
        Optional<Pending> held = requests.get(decision.request().digest());
        boolean settledInTime = held.isPresent()
                && held.get().settled().isPresent()
                && held.get().settledAtMillis() + state.configuration.timeouts().graceMillis() < deadline;
        if (settledInTime) {
            return Fit.NO;
        }
        return state.nowMillis > deadline ? Fit.YES : Fit.NOT_YET;
    }
}
