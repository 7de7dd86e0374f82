package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The equivocations on the ledger, by replica. */
final class EquivocationRecords implements Part {
    private static final int SLOT_BYTES = 1 + 8 + 8 + Digest.SIZE_BYTES;

    private final SortedMap<Integer, EvidenceRecord> byReplica = new TreeMap<>();

    @Override
    public String name() {
        return "equivocations";
    }

    boolean contains(Evidence.Slot slot) {
        EvidenceRecord record = byReplica.get(slot.replica());
        return record != null && record.contains(slot);
    }

    long count(int replica) {
        EvidenceRecord record = byReplica.get(replica);
        return record == null ? 0 : record.count();
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision -> false;
            case EvidenceEntry evidence -> {
                Evidence.Slot slot = evidence.evidence().slot();
                byReplica
                        .computeIfAbsent(slot.replica(), unused -> new EvidenceRecord())
                        .add(slot);
                yield true;
            }
        };
    }

    @Override
    public void encode(Encoder to) {
        to.list(
                List.copyOf(byReplica.entrySet()),
                (encoder, replica) -> replica.getValue().encode(encoder.u32(replica.getKey())));
    }

    @Override
    public void decode(CanonicalReader from) {
        from.list(16, this::readRecord);
    }

    private EvidenceRecord readRecord(CanonicalReader from) {
        int replica = from.u32();
        EvidenceRecord record = new EvidenceRecord(from.u64(), from.list(SLOT_BYTES, slot -> slot(replica, slot)));
        byReplica.put(replica, record);
        return record;
    }

    private static Evidence.Slot slot(int replica, CanonicalReader from) {
        return new Evidence.Slot(
                replica, from.constant(MessageType.values(), MessageType::code), from.u64(), from.u64(), from.digest());
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        return 4 + replicas * (4 + 8 + 4 + (long) EvidenceRecord.LIMIT * SLOT_BYTES);
    }
}
