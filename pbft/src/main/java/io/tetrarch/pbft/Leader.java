package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a leader does of its own accord: puts settled requests into batches, several in flight. */
final class Leader {
    /** Convictions in one batch at most, so that an equivocator cannot crowd out requests. */
    private static final int EVIDENCE_PER_BATCH = 4;

    private final ReplicaState state;
    private final Chain chain;
    private final RequestPool requests;
    private final Equivocations equivocations;
    private final NormalCase normalCase;

    Leader(Parts parts, NormalCase normalCase) {
        this.state = parts.state();
        this.chain = parts.chain();
        this.requests = parts.requests();
        this.equivocations = parts.equivocations();
        this.normalCase = normalCase;
    }

    /** Proposes the next batch if there is something to decide and room in the pipeline; true if it did. */
    boolean propose() {
        long next = chain.tip().sequence() + 1;
        boolean may = state.active
                && state.isLeader()
                && !state.isSilent()
                && chain.isOpen()
                && chain.ledger().isPresent()
                && state.isInWindow(next)
                && normalCase.proposalAt(next).isEmpty()
                && chain.inFlight() < state.configuration.limits().pipelineDepth();
        if (!may) {
            return false;
        }
        List<Entry> entries = entries(isThin());
        if (entries.isEmpty()) {
            return false;
        }
        LedgerTip after = chain.ledger().get().append(entries);
        Header header = new Header(next, chain.tip().digest(), Batch.entriesRoot(entries), after.size(), after.root());
        normalCase.propose(Batch.of(header, entries), after);
        return chain.tip().sequence() == next;
    }

    /**
     * Whether what waits is fewer than the batch at the tip holds, which is still in flight. A batch costs the group the
     * same signatures whatever its size, so a further one waits until it is as full, or until nothing is in flight:
     * under load batches grow until a few of them hold all that waits.
     */
    private boolean isThin() {
        return chain.inFlight() > 0 && requests.ripe().size() - chain.requestsInFlight() < chain.entriesAtTip();
    }

    private List<Entry> entries(boolean thin) {
        Draft draft = new Draft(state.configuration.limits());
        boolean urgent = false;
        for (Evidence evidence : equivocations.unrecorded()) {
            boolean recorded = chain.holds(evidence.slot()) || state.service.isRecorded(evidence.slot());
            if (!recorded && draft.entries.size() < evidenceRoom() && draft.addEvidence(new EvidenceEntry(evidence))) {
                urgent |= equivocations.isUrgent(evidence)
                        && !chain.convicts(evidence.slot().replica());
            }
        }
        if (!urgent && draft.isFull()) {
            return inTurn(draft, thin);
        }
        int convictions = draft.entries.size();
        if (!thin || urgent) {
            addDecisions(draft);
        }
        return draft.entries.size() > convictions || urgent ? draft.entries : List.of();
    }

    /**
     * Where a batch holds one entry, evidence that is not urgent and decisions take turns, by the ledger's size: neither keeps
     * the other off the ledger, and still no evidence is proposed but where a decision waits.
     */
    private List<Entry> inTurn(Draft evidence, boolean thin) {
        Draft decisions = new Draft(state.configuration.limits());
        if (!thin) {
            addDecisions(decisions);
        }
        boolean evidenceIsDue = chain.ledger().orElseThrow().size() % 2 == 0;
        return decisions.entries.isEmpty() || !evidenceIsDue ? decisions.entries : evidence.entries;
    }

    private int evidenceRoom() {
        return Math.clamp(state.configuration.limits().batchEntries() / 2, 1, EVIDENCE_PER_BATCH);
    }

    private void addDecisions(Draft draft) {
        for (Pending pending : requests.ripe()) {
            Optional<Outcome> outcome = pending.outcome(state.nowMillis);
            RequestId id = pending.request().id();
            boolean mustWait = draft.holds(id) || chain.holds(id) || chain.outruns(id);
            if (outcome.isEmpty() || mustWait) {
                continue;
            }
            DecisionEntry entry = new DecisionEntry(pending.request(), outcome.get(), pending.votes());
            if (!draft.addDecision(entry) || state.service.closesPipeline(entry)) {
                return;
            }
        }
    }

    /** A batch in the making, within the bounds that backups hold it to; one entry always fits. */
    private static final class Draft {
        private final Limits limits;
        private final List<Entry> entries = new ArrayList<>();
        private final TreeSet<RequestId> ids = new TreeSet<>();
        private long bytes;

        Draft(Limits limits) {
            this.limits = limits;
        }

        boolean isFull() {
            return entries.size() >= limits.batchEntries();
        }

        /** A client may have given one number to two bodies; only one of them is decided. */
        boolean holds(RequestId id) {
            return ids.contains(id);
        }

        /** Half of the batch is for decisions, whatever the evidence. */
        boolean addEvidence(EvidenceEntry entry) {
            return bytes + sizeOf(entry) <= limits.batchBytes() / 2 && add(entry);
        }

        boolean addDecision(DecisionEntry entry) {
            return add(entry) && ids.add(entry.request().id());
        }

        boolean add(Entry entry) {
            boolean fits = entries.isEmpty()
                    || (entries.size() < limits.batchEntries() && bytes + sizeOf(entry) <= limits.batchBytes());
            if (fits) {
                entries.add(entry);
                bytes += sizeOf(entry);
            }
            return fits;
        }
    }

    /** What an entry counts towards the size of its batch, in bytes: its encoding, and the action that goes with it. */
    static long sizeOf(Entry entry) {
        long action = switch (entry) {
            case DecisionEntry decision -> decision.request().action().size();
            case EvidenceEntry conviction -> 0;
        };
        return entry.encoded().length + action;
    }
}
