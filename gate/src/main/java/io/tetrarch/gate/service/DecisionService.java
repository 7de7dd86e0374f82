package io.tetrarch.gate.service;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.gate.judge.History;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Invariant;
import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.Membership;
import io.tetrarch.proof.rule.OutcomeRule;
import io.tetrarch.proof.rule.SystemKind;
import io.tetrarch.proof.rule.TierRule;
import io.tetrarch.proof.rule.WithdrawRequest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The replicated service of the gate: which requests were decided and how, the charter, the ledger's right edge and the
 * equivocations on record. Deterministic; not thread-safe, owned by one replica.
 */
public final class DecisionService implements Service {
    private final Membership membership;
    private final Roster roster;
    private final SortedSet<Integer> vacant;
    private final SnapshotCodec snapshots;
    private State state;
    /** The state's own, where other threads may read it. */
    private volatile CharterBook charters;

    private volatile NamedValues named = NamedValues.EMPTY;

    private volatile Trails trails = Trails.EMPTY;

    private volatile Seating seating;

    private volatile DeviceTable devices = DeviceTable.EMPTY;

    /** The state's own; it may be read while it changes. */
    private volatile QuotaCounts quotas;

    private volatile Principals principals;

    /**
     * The state before the first batch; that of a later epoch goes on from a snapshot.
     *
     * @param charter the one that the epoch begins with
     * @param scheme of the signatures inside actions, which the state's own rules verify
     * @throws IllegalArgumentException if the charter's rules do not fit the group
     */
    public DecisionService(Membership membership, CharterVersion charter, Roster roster, SignatureScheme scheme) {
        this.membership = membership;
        this.roster = roster;
        this.vacant = roster.vacant();
        charter.rules().checkedFor(membership.replicas());
        this.snapshots = new SnapshotCodec(roster.founding(), () -> new State(membership, charter, roster, scheme));
        this.state = new State(membership, charter, roster, scheme);
        this.charters = state.charters.book();
        this.seating = state.seats.seating();
        this.quotas = state.quotas;
        this.principals = state.principals;
    }

    /** A replica's service in this epoch of the group; in a later one than the first it goes on from a snapshot. */
    public static DecisionService of(Group group, SignatureScheme scheme) {
        return new DecisionService(group.membership(), group.charter().founding(), group.roster(), scheme);
    }

    /** Of a group that cannot change. */
    public DecisionService(Membership membership, CharterVersion charter, SignatureScheme scheme) {
        this(membership, charter, Roster.unchanging(membership.domain()), scheme);
    }

    /** The cheapest checks first: this stands in the way of every request. */
    @Override
    public Optional<Rejection> refuses(SignedRequest signed) {
        Request request = signed.request();
        if (!request.domain().equals(membership.domain())
                || request.id().number() < 1
                || !membership.submitters().contains(request.id().client())) {
            return Optional.of(Rejection.NOT_PERMITTED);
        }
        Optional<Rejection> refusal = refusesCharter(signed);
        if (refusal.isPresent()) {
            return refusal;
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

    /**
     * A request to swap the charter must be made under the one in force: so of two that would put the same version into
     * force only one can ever be approved, since nothing is proposed on top of an approved one before it is executed. A
     * change of the group is held to the same, since no one should remove a seat by rules that are given up.
     */
    private Optional<Rejection> refusesCharter(SignedRequest signed) {
        return switch (charters().standing(signed.request())) {
            case NEXT -> Optional.of(Rejection.EARLY);
            case UNKNOWN -> Optional.of(Rejection.UNKNOWN_TERMS);
            case IN_FORCE -> {
                long version = signed.request().terms().charterVersion();
                boolean late = version != charters().current().version()
                        && SystemKind.of(signed.action())
                                .filter(DecisionService::needsCharterInForce)
                                .isPresent();
                yield late ? Optional.of(Rejection.UNKNOWN_TERMS) : Optional.empty();
            }
        };
    }

    private static boolean needsCharterInForce(SystemKind kind) {
        return switch (kind) {
            case SWAP_CHARTER, CHANGE_MEMBERSHIP -> true;
            case SET_STATE, RESOLVE_FORK, CHANGE_DEVICE, WITHDRAW_REQUEST -> false;
        };
    }

    /** The charters that requests may name, and the way to the one in force. For any thread. */
    public CharterBook charters() {
        return charters;
    }

    /** What the client was last allowed to do. */
    public History history(Digest client) {
        return state.memories.of(client);
    }

    /** The same of a principal of this client, where one is named. */
    public History history(Digest client, Optional<Principal> principal) {
        return principal.map(who -> state.principals.history(client, who)).orElseGet(() -> history(client));
    }

    /** What was approved to run under this request, while it is among the client's last ones. */
    public Optional<Run> run(RequestId id) {
        return state.runs.find(id);
    }

    /** What was approved to run and has no receipt: past its deadline, nobody knows whether it ran. */
    public List<Run> runsWithoutReceipt() {
        return state.runs.open();
    }

    /** The shared named state. For any thread. */
    public NamedValues named() {
        return named;
    }

    /** The audit trails of which forks were decided. For any thread. */
    public Trails trails() {
        return trails;
    }

    /** Who has which seat; the next epoch's once a change has ended this one. For any thread. */
    public Seating seating() {
        return seating;
    }

    /** Which keys stand for the devices of people and operators. For any thread. */
    public DeviceTable devices() {
        return devices;
    }

    /** The seats as this epoch's group file has them. */
    public Roster roster() {
        return roster;
    }

    /** What the client asked that quotas count. For any thread. */
    public Asked asked(Digest client) {
        return quotas.of(client);
    }

    /** The same of a principal of this client, where one is named. For any thread. */
    public Asked asked(Digest client, Optional<Principal> principal) {
        return principal.map(who -> principals.asked(client, who)).orElseGet(() -> asked(client));
    }

    @Override
    public boolean isDecided(RequestId id) {
        return state.numbers.holds(id) ? state.numbers.isSpent(id) : state.decisions.isSpent(id);
    }

    @Override
    public boolean mayGiveUp(RequestId id, long highest, int inFlight) {
        return state.numbers.holds(id) ? state.numbers.mayGiveUp(id, inFlight) : state.decisions.mayGiveUp(id, highest);
    }

    /** What was decided on a request of the numbers without gaps, while its client's window still holds it. */
    public Optional<Decided> decided(RequestId id) {
        return state.decisions.find(id);
    }

    @Override
    public Optional<Outcome> settle(Request request, SortedMap<Integer, Verdict> verdicts) {
        return tier(request)
                .flatMap(rule -> OutcomeRule.settle(
                        membership.replicas(), vacant, rule, charters().judges(request), request, verdicts));
    }

    private Optional<TierRule> tier(Request request) {
        return charters().tier(request, membership.replicas());
    }

    @Override
    public boolean withdraws(SignedRequest request) {
        return WithdrawRequest.isOne(request);
    }

    @Override
    public boolean isRecorded(Evidence.Slot slot) {
        return state.equivocations.contains(slot);
    }

    /** Equivocations of this replica that are on the ledger. */
    public long equivocations(int replica) {
        return state.equivocations.count(replica);
    }

    /** Another charter, or another group, changes what may be decided, so it is executed before anything is put on top. */
    @Override
    public boolean closesPipeline(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision ->
                SystemKind.SWAP_CHARTER.isApprovedBy(decision) || SystemKind.CHANGE_MEMBERSHIP.isApprovedBy(decision);
            case EvidenceEntry evidence -> false;
        };
    }

    @Override
    public boolean endsEpoch() {
        return state.seats.endEpoch();
    }

    @Override
    public Bytes successor(Start start) {
        if (!endsEpoch()) {
            throw new IllegalStateException("the epoch goes on");
        }
        Seating then = state.seats.seating();
        return roster.next()
                .file(start, then.keys(), then.joined(), state.charters.book().current());
    }

    @Override
    public LedgerTip ledger() {
        return state.ledger();
    }

    /** The sequence of the last batch executed; 0 before the first. */
    public long sequence() {
        return state.sequence();
    }

    /** @throws BrokenInvariant if the batch does not follow: this replica must stop rather than diverge */
    @Override
    public void execute(Batch batch) {
        if (batch.sequence() != state.sequence() + 1) {
            throw new BrokenInvariant(
                    Invariant.DECIDED_ONCE,
                    "batch " + batch.sequence() + " was to be executed after " + state.sequence());
        }
        Frontier ledger = state.ledger().append(batch.entries());
        if (ledger.size() != batch.header().ledgerSize()
                || !ledger.root().equals(batch.header().ledgerRoot())) {
            throw new BrokenInvariant(
                    Invariant.LEDGER,
                    "the ledger after batch " + batch.sequence() + " is " + ledger.size() + " entries with root "
                            + ledger.root() + ", not what its header says");
        }
        state.apply(batch, ledger);
        publish();
    }

    private void publish() {
        charters = state.charters.book();
        named = state.named.values();
        trails = state.provenance.trails();
        seating = state.seats.seating();
        quotas = state.quotas;
        principals = state.principals;
        devices = state.devices.table();
    }

    @Override
    public List<Bytes> snapshot() {
        return snapshots.write(state);
    }

    @Override
    public void restore(List<Bytes> chunks) {
        state = snapshots.read(chunks);
        publish();
    }
}
