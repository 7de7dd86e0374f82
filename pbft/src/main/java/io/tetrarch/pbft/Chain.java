package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.RequestId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The headers accepted in the present view, from the last executed one to the tip. A replica accepts a header only on
 * the parent that it accepted just before in the same view, or on the view's base: so all certificates of one view lie
 * on one chain.
 */
final class Chain {
    private final ReplicaState state;
    private final Bodies bodies;

    private final TreeMap<Long, Digest> links = new TreeMap<>();
    private final TreeSet<RequestId> requests = new TreeSet<>();
    private final TreeSet<Evidence.Slot> evidence = new TreeSet<>();
    private Link base;
    /** The view that began on the base; the present one may be another, which has not begun yet. */
    private long baseView;

    private Link tip;
    private boolean open = true;

    /** The ledger after the tip; absent while an ancestor's body is missing. */
    private Optional<LedgerTip> ledger;

    Chain(ReplicaState state, Bodies bodies) {
        this.state = state;
        this.bodies = bodies;
        this.base = state.beginning();
        this.tip = base;
        this.ledger = base.sequence() == state.executed ? Optional.of(state.service.ledger()) : Optional.empty();
    }

    Link base() {
        return base;
    }

    Link tip() {
        return tip;
    }

    /** The ledger after the tip; empty while the body of an ancestor is missing, when nothing can be judged on top. */
    Optional<LedgerTip> ledger() {
        return ledger;
    }

    /** Whether a batch may be put on the tip: one that changes the rules must be executed first, and may be the last. */
    boolean isOpen() {
        return open && !state.closing;
    }

    Optional<Digest> at(long sequence) {
        return Optional.ofNullable(links.get(sequence));
    }

    boolean holds(RequestId id) {
        return requests.contains(id);
    }

    /**
     * Whether the number may be given up for what is in flight. Once that is executed, a replica that has executed it
     * refuses what another still takes.
     */
    boolean outruns(RequestId id) {
        RequestId highest = requests.floor(new RequestId(id.client(), Long.MAX_VALUE));
        return highest != null
                && highest.client().equals(id.client())
                && highest.number() > id.number()
                && state.service.mayGiveUp(id, highest.number(), requests.size());
    }

    boolean holds(Evidence.Slot slot) {
        return evidence.contains(slot);
    }

    /** Whether a batch in flight convicts this replica of anything. */
    boolean convicts(int replica) {
        return evidence.stream().anyMatch(slot -> slot.replica() == replica);
    }

    /** Requests that stand in the batches in flight. */
    int requestsInFlight() {
        return requests.size();
    }

    /** Entries of the batch at the tip; none if its body is missing. */
    int entriesAtTip() {
        return bodies.get(tip.digest()).map(batch -> batch.entries().size()).orElse(0);
    }

    /** Batches above the last executed one. */
    long inFlight() {
        return tip.sequence() - state.executed;
    }

    /** Puts an accepted batch on the tip; its parent is the tip, and {@code after} the ledger after it. */
    void append(Batch batch, LedgerTip after) {
        bodies.put(batch);
        links.put(batch.sequence(), batch.digest());
        tip = new Link(batch.sequence(), batch.digest());
        ledger = Optional.of(after);
        note(batch);
    }

    /** Takes back a batch accepted before a restart, of which nothing needs judging again. */
    void restore(Batch batch) {
        bodies.put(batch);
        links.put(batch.sequence(), batch.digest());
        tip = new Link(batch.sequence(), batch.digest());
        rebuild();
    }

    /** A new view begins on {@code newBase}. */
    void restart(Link newBase) {
        base = newBase;
        baseView = state.view;
        links.clear();
        if (newBase.sequence() == state.executed && !newBase.digest().equals(state.executedDigest)) {
            startFromExecuted();
        }
        if (newBase.sequence() > state.executed) {
            tip = newBase;
            links.put(newBase.sequence(), newBase.digest());
        } else {
            tip = new Link(state.executed, state.executedDigest);
        }
        rebuild();
    }

    /** Looks again whether all bodies up to the tip are here. */
    void completeIfPossible() {
        if (ledger.isEmpty()) {
            rebuild();
        }
    }

    /** Batches were executed; a chain that does not hold them was not the one that was committed. */
    void onExecuted(List<Batch> batches) {
        Digest held = links.get(state.executed);
        links.headMap(state.executed, true).clear();
        if (state.executedDigest.equals(held) && open && ledger.isPresent()) {
            batches.forEach(batch -> batch.entries().forEach(this::forget));
            return;
        }
        boolean onChain = held == null ? tip.sequence() > state.executed : held.equals(state.executedDigest);
        if (!onChain) {
            startFromExecuted();
        }
        rebuild();
    }

    /** The state was replaced by the one at a certified checkpoint; the chain goes on if it holds the checkpoint. */
    void onInstalled() {
        links.headMap(state.executed, true).clear();
        Batch next = state.executed < tip.sequence() ? childOfExecuted() : null;
        boolean apart = next != null && !next.header().parent().equals(state.executedDigest);
        if (tip.sequence() <= state.executed || apart) {
            startFromExecuted();
        }
        rebuild();
    }

    private @Nullable Batch childOfExecuted() {
        Digest child = links.get(state.executed + 1);
        return child == null ? null : bodies.get(child).orElse(null);
    }

    /**
     * What was accepted here is not what was committed. Its slots stay voted; but no quorum can ever have formed on that
     * branch, since f+1 honest replicas were on the other. Even the base may be given up, where the view that began on it
     * or a later one committed the batch: a base is prepared only, and a faulty leader may have shown another V to the
     * others, or the next view may have begun on what others had prepared.
     */
    private void startFromExecuted() {
        boolean contradicts = base.sequence() > state.executed
                || (base.sequence() == state.executed && !base.digest().equals(state.executedDigest));
        if (contradicts) {
            if (state.executedInView < baseView) {
                throw offTheChain();
            }
            base = new Link(state.executed, state.executedDigest);
        }
        links.clear();
        tip = new Link(state.executed, state.executedDigest);
    }

    /** Walks from the tip down to the last executed batch, and derives what the batches in flight hold. */
    private void rebuild() {
        requests.clear();
        evidence.clear();
        open = true;
        ledger = Optional.empty();
        Deque<Batch> inFlight = new ArrayDeque<>();
        Link at = tip;
        while (at.sequence() > state.executed) {
            Optional<Batch> batch = bodies.get(at.digest());
            if (batch.isEmpty()) {
                return;
            }
            inFlight.addFirst(batch.get());
            links.put(at.sequence(), at.digest());
            at = new Link(at.sequence() - 1, batch.get().header().parent());
        }
        if (!at.digest().equals(state.executedDigest)) {
            startFromExecuted();
            inFlight.clear();
        }
        LedgerTip after = state.service.ledger();
        for (Batch batch : inFlight) {
            note(batch);
            after = after.append(batch.entries());
        }
        ledger = Optional.of(after);
    }

    private BrokenInvariant offTheChain() {
        return new BrokenInvariant(
                Invariant.ONE_CHAIN,
                "the base of view " + baseView + " does not extend the executed batch " + state.executed
                        + ": more than f replicas are faulty");
    }

    private void forget(Entry entry) {
        switch (entry) {
            case DecisionEntry decision -> requests.remove(decision.request().id());
            case EvidenceEntry conviction ->
                evidence.remove(conviction.evidence().slot());
        }
    }

    private void note(Batch batch) {
        for (Entry entry : batch.entries()) {
            switch (entry) {
                case DecisionEntry decision -> requests.add(decision.request().id());
                case EvidenceEntry conviction ->
                    evidence.add(conviction.evidence().slot());
            }
            open &= !state.service.closesPipeline(entry);
        }
    }
}
