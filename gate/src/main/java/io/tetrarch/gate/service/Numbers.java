package io.tetrarch.gate.service;

import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Invariant;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which requests were decided, of the numbers that are remembered with gaps; those below them are in
 * {@link DecisionWindows}.
 */
final class Numbers implements Part {
    static final String NAME = "numbers";

    private final long first;
    private final SortedMap<Digest, DecidedNumbers> byClient = new TreeMap<>();

    /** @param first the lowest number that is remembered here */
    Numbers(long first) {
        this.first = first;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** So that a group that has none of these yet has the state and the root that it had before there were any. */
    @Override
    public boolean isLeftOut() {
        return byClient.isEmpty();
    }

    boolean holds(RequestId id) {
        return id.number() >= first;
    }

    boolean isSpent(RequestId id) {
        DecidedNumbers numbers = byClient.get(id.client());
        return numbers != null && numbers.isSpent(id.number());
    }

    boolean mayGiveUp(RequestId id, int decisions) {
        DecidedNumbers numbers = byClient.get(id.client());
        return decisions > DecidedNumbers.MOST_RANGES || (numbers != null && numbers.mayGiveUp(id.number(), decisions));
    }

    /** @throws BrokenInvariant if the request was decided before: this replica must stop rather than diverge */
    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision -> holds(decision.request().id()) && add(decision);
            case EvidenceEntry evidence -> false;
        };
    }

    private boolean add(DecisionEntry decision) {
        RequestId id = decision.request().id();
        DecidedNumbers numbers = numbers(id.client());
        if (numbers.stands(id.number())) {
            throw new BrokenInvariant(Invariant.DECIDED_ONCE, decision + " stands in the chain a second time");
        }
        numbers.add(id.number());
        return true;
    }

    private DecidedNumbers numbers(Digest client) {
        return byClient.computeIfAbsent(client, unused -> new DecidedNumbers(first));
    }

    @Override
    public void encode(Encoder to) {
        to.list(
                List.copyOf(byClient.entrySet()),
                (encoder, client) -> client.getValue().encode(encoder.digest(client.getKey())));
    }

    @Override
    public void decode(CanonicalReader from) {
        from.list(
                Digest.SIZE_BYTES + 2 * Long.BYTES + 4,
                in -> numbers(in.digest()).decode(in));
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        long each =
                Digest.SIZE_BYTES + 2 * Long.BYTES + 4 + (long) DecidedNumbers.MOST_RANGES * DecidedNumbers.RANGE_BYTES;
        return 4 + clients * each;
    }
}
