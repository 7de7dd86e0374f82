package io.tetrarch.gate.service;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.Membership;
import io.tetrarch.proof.rule.ShadowRule;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The replicated state: all that a snapshot holds and a checkpoint's root commits to. It is the ledger's right edge and
 * a fixed list of parts, each of bounded size.
 */
final class State {
    final DecisionWindows decisions;
    final Numbers numbers;
    final EquivocationRecords equivocations = new EquivocationRecords();
    final CharterHistory charters;
    final Memories memories = new Memories();
    final Principals principals;
    final Runs runs;
    final NamedState named = new NamedState();
    final ProvenanceHeads provenance = new ProvenanceHeads();
    final Seats seats;
    final QuotaCounts quotas;
    final Devices devices;

    private final int replicas;
    private final List<Part> parts;
    private final SortedMap<String, Bytes> encodings = new TreeMap<>();
    private long sequence;
    private Frontier ledger = Frontier.EMPTY;

    /**
     * The state before the first batch, as an epoch's group file has it; that of a later epoch is filled by a snapshot.
     *
     * @param charter the one that the epoch begins with
     * @param scheme of the signatures inside actions
     */
    State(Membership membership, CharterVersion charter, Roster roster, SignatureScheme scheme) {
        replicas = membership.replicas();
        decisions = new DecisionWindows(membership.gapsFrom());
        numbers = new Numbers(membership.gapsFrom());
        runs = new Runs(membership.gapsFrom());
        charters = new CharterHistory(membership.replicas(), charter);
        seats = new Seats(membership.domain().epoch(), roster);
        quotas = new QuotaCounts(membership.replicas());
        devices = new Devices(roster, scheme);
        principals = new Principals(membership.replicas());
        parts = List.of(
                decisions,
                equivocations,
                charters,
                memories,
                runs,
                named,
                provenance,
                seats,
                quotas,
                devices,
                numbers,
                principals);
    }

    /**
     * In the order in which they stand in a snapshot. Of those that an earlier build did not have, only what holds something
     * stands there, so that the state of every other group has the form and the root that it had before there were any.
     */
    List<Part> parts() {
        return parts.stream().filter(part -> !part.isLeftOut()).toList();
    }

    /**
     * The parts that a snapshot has.
     *
     * @throws IllegalArgumentException if they are not those of this version's state
     */
    List<Part> parts(List<String> names) {
        List<Part> named = parts.stream()
                .filter(part -> !part.isLeftOut() || names.contains(part.name()))
                .toList();
        if (!named.stream().map(Part::name).toList().equals(names)) {
            throw new IllegalArgumentException("the snapshot is expected to have the parts of this version's state");
        }
        return named;
    }

    /** The sequence of the last batch; 0 before the first. */
    long sequence() {
        return sequence;
    }

    Frontier ledger() {
        return ledger;
    }

    /** What a part holds, encoded once for every change. */
    Bytes encoding(Part part) {
        return encodings.computeIfAbsent(part.name(), unused -> {
            Encoder encoder = new Encoder();
            part.encode(encoder);
            return Bytes.wrap(encoder.toArray());
        });
    }

    /** Takes a batch in, which leads to this ledger. */
    void apply(Batch batch, Frontier after) {
        Frontier before = ledger;
        ledger = after;
        sequence = batch.sequence();
        long index = before.size();
        for (Entry entry : batch.entries()) {
            Applied applied = new Applied(entry, index, before, mayRun(entry));
            for (Part part : parts) {
                if (part.apply(applied)) {
                    encodings.remove(part.name());
                }
            }
            index++;
        }
    }

    private boolean mayRun(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision ->
                decision.outcome() == Outcome.APPROVED
                        || charters.book()
                                .tier(decision.request().request(), replicas)
                                .flatMap(rule -> ShadowRule.of(replicas, rule, decision))
                                .isPresent();
            case EvidenceEntry evidence -> false;
        };
    }

    /** Begins where a snapshot was taken; the parts are filled by themselves. */
    void stand(long atSequence, Frontier atLedger) {
        sequence = atSequence;
        ledger = atLedger;
    }
}
