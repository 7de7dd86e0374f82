package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The smallest service: remembers what was decided. Requests of the tier "rules" close the pipeline; so do those of the
 * tiers "rekey" and "vacate-N", which end the epoch when approved.
 */
final class ListService implements Service {
    /** Numbers this far below a client's highest decided one count as decided. */
    static final long WINDOW = 1_000;

    private final Configuration configuration;
    private final TreeMap<RequestId, Outcome> decided = new TreeMap<>();
    private final TreeSet<Evidence.Slot> recorded = new TreeSet<>();
    private final TreeSet<Integer> vacant;
    private long epoch;
    private Tip tip = new Tip(0, Digest.ZERO);

    ListService(Configuration configuration) {
        this.configuration = configuration;
        this.epoch = configuration.domain().epoch();
        this.vacant = new TreeSet<>(configuration.epoch().vacant());
    }

    TreeMap<RequestId, Outcome> decided() {
        return decided;
    }

    /** A chain of hashes will do for a ledger here. */
    private record Tip(long size, Digest root) implements LedgerTip {
        @Override
        public LedgerTip append(List<Entry> entries) {
            Tip tip = this;
            for (Entry entry : entries) {
                tip = new Tip(
                        tip.size + 1,
                        new Encoder().digest(tip.root).digest(entry.digest()).sha3());
            }
            return tip;
        }
    }

    @Override
    public Optional<Rejection> refuses(SignedRequest request) {
        return request.request().terms().charterVersion() == 1
                ? Optional.empty()
                : Optional.of(Rejection.UNKNOWN_TERMS);
    }

    /** Requests of the tier "withdraw" take back the other one of their number. */
    @Override
    public boolean withdraws(SignedRequest request) {
        return request.request().terms().tier().equals("withdraw");
    }

    @Override
    public boolean isDecided(RequestId id) {
        SortedMap<RequestId, Outcome> ofClient =
                decided.subMap(new RequestId(id.client(), Long.MIN_VALUE), new RequestId(id.client(), Long.MAX_VALUE));
        boolean below = !ofClient.isEmpty() && id.number() <= ofClient.lastKey().number() - WINDOW;
        return below || decided.containsKey(id);
    }

    @Override
    public boolean mayGiveUp(RequestId id, long highest, int inFlight) {
        return highest - id.number() >= WINDOW;
    }

    @Override
    public Optional<Outcome> settle(Request request, SortedMap<Integer, Verdict> verdicts) {
        long approvals = count(verdicts, Answer.APPROVE);
        if (approvals >= configuration.quorum()) {
            return Optional.of(Outcome.APPROVED);
        }
        return verdicts.size() - approvals > configuration.faulty() ? Optional.of(Outcome.DENIED) : Optional.empty();
    }

    private static long count(SortedMap<Integer, Verdict> verdicts, Answer answer) {
        return verdicts.values().stream()
                .filter(verdict -> verdict.answer() == answer)
                .count();
    }

    @Override
    public boolean isRecorded(Evidence.Slot slot) {
        return recorded.contains(slot);
    }

    @Override
    public boolean closesPipeline(Entry entry) {
        return entry instanceof DecisionEntry decision && (tier(decision).equals("rules") || changesGroup(decision));
    }

    private static String tier(DecisionEntry decision) {
        return decision.request().request().terms().tier();
    }

    private static boolean changesGroup(DecisionEntry decision) {
        return tier(decision).equals("rekey") || tier(decision).startsWith("vacate-");
    }

    @Override
    public boolean endsEpoch() {
        return epoch > configuration.domain().epoch();
    }

    @Override
    public Bytes successor(Start start) {
        return new NextGroup(epoch, vacant, start).encoded();
    }

    @Override
    public LedgerTip ledger() {
        return tip;
    }

    @Override
    public void execute(Batch batch) {
        for (Entry entry : batch.entries()) {
            switch (entry) {
                case DecisionEntry decision -> {
                    if (decided.put(decision.request().id(), decision.outcome()) != null) {
                        throw new AssertionError("decided twice: " + decision);
                    }
                    if (changesGroup(decision) && decision.outcome() == Outcome.APPROVED) {
                        epoch++;
                        if (tier(decision).startsWith("vacate-")) {
                            vacant.add(Integer.valueOf(tier(decision).substring("vacate-".length())));
                        }
                    }
                }
                case EvidenceEntry conviction ->
                    recorded.add(conviction.evidence().slot());
            }
        }
        tip = (Tip) tip.append(batch.entries());
    }

    @Override
    public List<Bytes> snapshot() {
        List<Bytes> chunks = new ArrayList<>();
        int seats = vacant.stream().mapToInt(seat -> 1 << seat).sum();
        chunks.add(Bytes.wrap(new Encoder()
                .u64(tip.size())
                .digest(tip.root())
                .u64(epoch)
                .u32(seats)
                .toArray()));
        decided.forEach((id, outcome) -> chunks.add(Bytes.wrap(new Encoder()
                .digest(id.client())
                .u64(id.number())
                .u8(outcome.code())
                .toArray())));
        return chunks;
    }

    @Override
    public void restore(List<Bytes> chunks) {
        decided.clear();
        byte[] head = chunks.getFirst().toArray();
        ByteBuffer numbers = ByteBuffer.wrap(head);
        tip = new Tip(numbers.getLong(), Digest.read(head, 8));
        epoch = numbers.getLong(40);
        vacant.clear();
        for (int seat = 0; seat < configuration.replicas(); seat++) {
            if ((numbers.getInt(48) >>> seat & 1) == 1) {
                vacant.add(seat);
            }
        }
        for (Bytes chunk : chunks.subList(1, chunks.size())) {
            byte[] bytes = chunk.toArray();
            RequestId id =
                    new RequestId(Digest.read(bytes, 0), ByteBuffer.wrap(bytes).getLong(32));
            decided.put(id, List.of(Outcome.values()).get(bytes[40]));
        }
    }
}
