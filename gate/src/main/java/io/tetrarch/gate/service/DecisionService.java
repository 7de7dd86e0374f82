package io.tetrarch.gate.service;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The replicated service of the gate: which requests were decided and how, the charter, the ledger's right edge and the
 * equivocations on record. Deterministic; not thread-safe, owned by one replica.
 */
public final class DecisionService implements Service {
    private final Membership membership;
    private final SnapshotCodec snapshots;
    private State state = new State();

    /**
     * The state before the first batch of an epoch.
     *
     * @throws IllegalArgumentException if the charter's rules do not fit the group
     */
    public DecisionService(Membership membership, CharterRules charter) {
        this.membership = membership;
        this.snapshots = new SnapshotCodec(membership.domain());
        state.charters.put(charter.version(), charter.checkedFor(membership.replicas()));
    }

    /** The cheapest checks first: this stands in the way of every request. */
    @Override
    public Optional<Rejection> refuses(Request request) {
        if (!request.domain().equals(membership.domain())
                || request.id().number() < 1
                || !membership.submitters().contains(request.id().client())) {
            return Optional.of(Rejection.NOT_PERMITTED);
        }
        if (tier(request).isEmpty()
                || !membership.executors().contains(request.terms().executor())) {
            return Optional.of(Rejection.UNKNOWN_TERMS);
        }
        if (!membership.allows(request.validity())) {
            return Optional.of(Rejection.EXPIRED);
        }
        return isDecided(request.id()) ? Optional.of(Rejection.DECIDED) : Optional.empty();
    }

    @Override
    public boolean isDecided(RequestId id) {
        ReplayWindow window = state.windows.get(id.client());
        return window != null && window.isSpent(id.number());
    }

    /** What was decided on a request, while its client's window still holds it. */
    public Optional<Decided> decided(RequestId id) {
        return Optional.ofNullable(state.windows.get(id.client())).flatMap(window -> window.find(id.number()));
    }

    @Override
    public Optional<Outcome> settle(Request request, SortedMap<Integer, Verdict> verdicts) {
        return tier(request).flatMap(rule -> OutcomeRule.settle(membership.replicas(), rule, request, verdicts));
    }

    private Optional<TierRule> tier(Request request) {
        CharterRules charter = state.charters.get(request.terms().charterVersion());
        return charter == null
                ? Optional.empty()
                : Optional.ofNullable(charter.tiers().get(request.terms().tier()));
    }

    @Override
    public boolean isRecorded(Evidence.Slot slot) {
        return state.isRecorded(slot);
    }

    /** Equivocations of this replica that are on the ledger. */
    public long equivocations(int replica) {
        EvidenceRecord record = state.evidence.get(replica);
        return record == null ? 0 : record.count();
    }

    /** Membership, keys and charter are fixed within an epoch, so nothing that stands in an entry closes the pipeline. */
    @Override
    public boolean closesPipeline(Entry entry) {
        return false;
    }

    @Override
    public LedgerTip ledger() {
        return state.ledger;
    }

    /** The sequence of the last batch executed; 0 before the first. */
    public long sequence() {
        return state.sequence;
    }

    /** @throws IllegalStateException if the batch does not follow: this replica must stop rather than diverge */
    @Override
    public void execute(Batch batch) {
        if (batch.sequence() != state.sequence + 1) {
            throw new IllegalStateException(
                    "batch " + batch.sequence() + " was to be executed after " + state.sequence);
        }
        long index = state.ledger.size();
        state.ledger = state.ledger.append(batch.entries());
        if (state.ledger.size() != batch.header().ledgerSize()
                || !state.ledger.root().equals(batch.header().ledgerRoot())) {
            throw new IllegalStateException("the ledger after batch " + batch.sequence() + " is " + state.ledger.size()
                    + " entries with root " + state.ledger.root() + ", not what its header says");
        }
        for (Entry entry : batch.entries()) {
            apply(entry, index);
            index++;
        }
        state.sequence = batch.sequence();
    }

    private void apply(Entry entry, long index) {
        switch (entry) {
            case DecisionEntry decision -> {
                RequestId id = decision.request().id();
                ReplayWindow window = state.window(id.client());
                if (window.find(id.number()).isPresent()) {
                    throw new IllegalStateException(decision + " stands in the chain a second time");
                }
                window.add(new Decided(id.number(), decision.request().digest(), decision.outcome(), index));
            }
            case EvidenceEntry evidence -> {
                Evidence.Slot slot = evidence.evidence().slot();
                state.record(slot.replica()).add(slot);
            }
        }
    }

    @Override
    public List<Bytes> snapshot() {
        return snapshots.write(state);
    }

    @Override
    public void restore(List<Bytes> chunks) {
        state = snapshots.read(chunks);
    }
}
