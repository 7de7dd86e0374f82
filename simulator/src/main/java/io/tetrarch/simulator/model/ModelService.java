package io.tetrarch.simulator.model;

import io.tetrarch.gate.service.DecidedNumbers;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.rule.WithdrawRequest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The replicated state reduced to what the protocol can observe: which requests and which evidence stand on the ledger,
 * and the ledger's tip. Requests are remembered as the gate remembers them, by the ranges of each client's numbers. A request of tier {@value #CLOSING} closes the pipeline; one of tier {@value #UNKNOWN} is
 * refused; one whose tier begins with {@value #REKEY} or {@value #VACATE} and names a seat changes the group.
 */
public final class ModelService implements Service {
    private static final List<MessageType> TYPES = List.of(MessageType.values());

    public static final String CLOSING = "closing";
    public static final String UNKNOWN = "unknown";
    public static final String REKEY = "rekey-";
    public static final String VACATE = "vacate-";

    /** More gaps than a run leaves: whose number is given up is not decided, and would be missed. */
    private static final int MOST_RANGES = 1024;

    private final int replicas;
    private final long epoch;
    private List<Integer> keys;
    private long changes;
    private SortedMap<Digest, DecidedNumbers> decided = new TreeMap<>();
    private SortedSet<Evidence.Slot> recorded = new TreeSet<>();
    private LedgerTip tip = ModelTip.EMPTY;

    /** For the first epoch. */
    public ModelService(int replicas) {
        this(1, Collections.nCopies(replicas, 0));
    }

    private ModelService(long epoch, List<Integer> keys) {
        this.replicas = keys.size();
        this.epoch = epoch;
        this.keys = new ArrayList<>(keys);
        this.changes = epoch;
    }

    /** For a later epoch. */
    public static ModelService of(ModelGroup group) {
        return new ModelService(group.epoch(), group.keys());
    }

    @Override
    public Optional<Rejection> refuses(SignedRequest request) {
        return request.request().terms().tier().equals(UNKNOWN)
                ? Optional.of(Rejection.UNKNOWN_TERMS)
                : Optional.empty();
    }

    @Override
    public boolean isDecided(RequestId id) {
        DecidedNumbers numbers = decided.get(id.client());
        return numbers != null && numbers.isSpent(id.number());
    }

    @Override
    public boolean mayGiveUp(RequestId id, long highest, int inFlight) {
        DecidedNumbers numbers = decided.get(id.client());
        return numbers != null && numbers.mayGiveUp(id.number(), inFlight);
    }

    @Override
    public Optional<Outcome> settle(Request request, SortedMap<Integer, Verdict> verdicts) {
        return settle(replicas, verdicts);
    }

    static Optional<Outcome> settle(int replicas, SortedMap<Integer, Verdict> verdicts) {
        int faulty = new GroupSize(replicas).faulty();
        int approving = 0;
        int denying = 0;
        for (Verdict verdict : verdicts.values()) {
            if (verdict.answer() == Answer.APPROVE) {
                approving++;
            } else if (verdict.answer() == Answer.DENY) {
                denying++;
            }
        }
        if (approving >= 2 * faulty + 1) {
            return Optional.of(Outcome.APPROVED);
        }
        boolean hopeless = verdicts.size() - approving > replicas - (2 * faulty + 1);
        return denying > faulty || hopeless ? Optional.of(Outcome.DENIED) : Optional.empty();
    }

    @Override
    public boolean withdraws(SignedRequest request) {
        return WithdrawRequest.isOne(request);
    }

    @Override
    public boolean isRecorded(Evidence.Slot slot) {
        return recorded.contains(slot);
    }

    @Override
    public boolean closesPipeline(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> tier(decision).equals(CLOSING) || changesGroup(decision);
            case EvidenceEntry ignored -> false;
        };
    }

    private static String tier(DecisionEntry decision) {
        return decision.request().request().terms().tier();
    }

    private static boolean changesGroup(DecisionEntry decision) {
        return tier(decision).startsWith(REKEY) || tier(decision).startsWith(VACATE);
    }

    @Override
    public boolean endsEpoch() {
        return changes > epoch;
    }

    @Override
    public Bytes successor(Start start) {
        return new ModelGroup(changes, keys, start).encoded();
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
                    RequestId id = decision.request().id();
                    decided.computeIfAbsent(id.client(), client -> numbers()).add(id.number());
                    if (changesGroup(decision) && decision.outcome() == Outcome.APPROVED) {
                        change(tier(decision));
                    }
                }
                case EvidenceEntry evidence -> recorded.add(evidence.evidence().slot());
            }
        }
        tip = tip.append(batch.entries());
    }

    private static DecidedNumbers numbers() {
        return new DecidedNumbers(1, MOST_RANGES);
    }

    /** A seat gets the next of its keys; or none, while a quorum of seats is left. */
    private void change(String tier) {
        int seat = Integer.parseInt(tier.substring(tier.indexOf('-') + 1));
        if (tier.startsWith(REKEY)) {
            keys.set(seat, (int) changes);
        } else if (Collections.frequency(keys, ModelGroup.NONE) < new GroupSize(replicas).faulty()) {
            keys.set(seat, ModelGroup.NONE);
        }
        changes++;
    }

    @Override
    public List<Bytes> snapshot() {
        List<Bytes> chunks = new ArrayList<>();
        Encoder head = new Encoder().u64(tip.size()).digest(tip.root()).u64(changes);
        keys.forEach(head::u32);
        head.u32(recorded.size());
        for (Evidence.Slot slot : recorded) {
            head.u32(slot.replica())
                    .u32(TYPES.indexOf(slot.type()))
                    .u64(slot.view())
                    .u64(slot.sequence())
                    .digest(slot.request());
        }
        chunks.add(Bytes.wrap(head.toArray()));
        decided.forEach((client, numbers) -> chunks.add(
                Bytes.wrap(numbers.encode(new Encoder().digest(client)).toArray())));
        return chunks;
    }

    @Override
    public void restore(List<Bytes> chunks) {
        try {
            ByteBuffer head = ByteBuffer.wrap(chunks.getFirst().readOnlyArray());
            ModelTip restored = new ModelTip(head.getLong(), digest(head));
            long changed = head.getLong();
            List<Integer> seats = new ArrayList<>();
            for (int seat = 0; seat < replicas; seat++) {
                seats.add(head.getInt());
            }
            SortedSet<Evidence.Slot> slots = new TreeSet<>();
            for (int left = head.getInt(); left > 0; left--) {
                slots.add(slot(head));
            }
            SortedMap<Digest, DecidedNumbers> byClient = new TreeMap<>();
            for (Bytes chunk : chunks.subList(1, chunks.size())) {
                CanonicalReader body = new CanonicalReader(chunk.readOnlyArray());
                byClient.put(body.digest(), numbers().decode(body));
                body.end();
            }
            tip = restored;
            changes = changed;
            keys = seats;
            recorded = slots;
            decided = byClient;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a snapshot of the model's state", e);
        }
    }

    private static Evidence.Slot slot(ByteBuffer from) {
        int replica = from.getInt();
        MessageType type = TYPES.get(from.getInt());
        return new Evidence.Slot(replica, type, from.getLong(), from.getLong(), digest(from));
    }

    private static Digest digest(ByteBuffer from) {
        return new Digest(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }
}
