package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Evidence;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The equivocations of one replica that are on the ledger. After {@link #LIMIT} of them no more are wanted: a replica
 * that lies without end shall not fill the ledger, and it is convicted many times over.
 */
final class EvidenceRecord {
    /** Slots remembered per replica. */
    static final int LIMIT = 1024;

    private final SortedSet<Evidence.Slot> slots = new TreeSet<>();
    private long count;

    EvidenceRecord() {}

    EvidenceRecord(long count, List<Evidence.Slot> slots) {
        this.count = count;
        this.slots.addAll(slots);
    }

    boolean contains(Evidence.Slot slot) {
        return slots.size() >= LIMIT || slots.contains(slot);
    }

    void add(Evidence.Slot slot) {
        count++;
        if (slots.size() < LIMIT) {
            slots.add(slot);
        }
    }

    /** On the ledger in all. */
    long count() {
        return count;
    }

    void encode(Encoder to) {
        to.u64(count)
                .list(
                        List.copyOf(slots),
                        (encoder, slot) -> encoder.u8(slot.type().code())
                                .u64(slot.view())
                                .u64(slot.sequence())
                                .digest(slot.request()));
    }
}
