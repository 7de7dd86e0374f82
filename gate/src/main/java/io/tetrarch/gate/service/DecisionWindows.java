package io.tetrarch.gate.service;

import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Invariant;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which requests were decided and how: one window per client. */
final class DecisionWindows implements Part {
    private static final int DECIDED_BYTES = 8 + Digest.SIZE_BYTES + 1 + 8;

    private final SortedMap<Digest, ReplayWindow> byClient = new TreeMap<>();

    @Override
    public String name() {
        return "decisions";
    }

    boolean isSpent(RequestId id) {
        ReplayWindow window = byClient.get(id.client());
        return window != null && window.isSpent(id.number());
    }

    Optional<Decided> find(RequestId id) {
        return Optional.ofNullable(byClient.get(id.client())).flatMap(window -> window.find(id.number()));
    }

    /** @throws BrokenInvariant if the request was decided before: this replica must stop rather than diverge */
    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision -> {
                add(decision, applied.index());
                yield true;
            }
            case EvidenceEntry evidence -> false;
        };
    }

    private void add(DecisionEntry decision, long index) {
        RequestId id = decision.request().id();
        ReplayWindow window = window(id.client());
        if (window.find(id.number()).isPresent()) {
            throw new BrokenInvariant(Invariant.DECIDED_ONCE, decision + " stands in the chain a second time");
        }
        window.add(new Decided(id.number(), decision.request().digest(), decision.outcome(), index));
    }

    private ReplayWindow window(Digest client) {
        return byClient.computeIfAbsent(client, unused -> new ReplayWindow());
    }

    @Override
    public void encode(Encoder to) {
        to.list(
                List.copyOf(byClient.entrySet()),
                (encoder, client) -> client.getValue().encode(encoder.digest(client.getKey())));
    }

    @Override
    public void decode(CanonicalReader from) {
        from.list(Digest.SIZE_BYTES + 4, this::readWindow);
    }

    private ReplayWindow readWindow(CanonicalReader from) {
        ReplayWindow window = window(from.digest());
        from.list(DECIDED_BYTES, DecisionWindows::decided).forEach(window::add);
        return window;
    }

    private static Decided decided(CanonicalReader from) {
        return new Decided(from.u64(), from.digest(), from.constant(Outcome.values(), Outcome::code), from.u64());
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        return 4 + (long) clients * (Digest.SIZE_BYTES + 4 + ReplayWindow.WIDTH * DECIDED_BYTES);
    }
}
