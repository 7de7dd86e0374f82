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

/**
 * Which requests were decided and how, of the numbers that groups of earlier builds began with: one window per client. Those
 * above are in {@link Numbers}.
 */
final class DecisionWindows implements Part {
    private static final int DECIDED_BYTES = 8 + Digest.SIZE_BYTES + 1 + 8;

    private final long end;
    private final SortedMap<Digest, ReplayWindow> byClient = new TreeMap<>();

    /** @param end the lowest number that is remembered elsewhere */
    DecisionWindows(long end) {
        this.end = end;
    }

    @Override
    public String name() {
        return "decisions";
    }

    /** Whether what is in flight may put this number below its window; numbers remembered elsewhere move none. */
    boolean mayGiveUp(RequestId id, long highest) {
        return highest < end && highest - id.number() >= ReplayWindow.WIDTH;
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
            case DecisionEntry decision -> decision.request().id().number() < end && add(decision, applied.index());
            case EvidenceEntry evidence -> false;
        };
    }

    private boolean add(DecisionEntry decision, long index) {
        RequestId id = decision.request().id();
        ReplayWindow window = window(id.client());
        if (window.find(id.number()).isPresent()) {
            throw new BrokenInvariant(Invariant.DECIDED_ONCE, decision + " stands in the chain a second time");
        }
        window.add(new Decided(id.number(), decision.request().digest(), decision.outcome(), index));
        return true;
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
