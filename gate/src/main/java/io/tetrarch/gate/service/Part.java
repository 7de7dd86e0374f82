package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.ledger.CanonicalReader;

/**
 * One part of the replicated state: what it keeps of the entries executed, in bounded memory. The order of the parts is
 * that of {@link State#parts}; each has its own encoding in the snapshot and its hash in the state root. Parts do not
 * read each other, so their order has no effect on what they hold.
 *
 * <p>Deterministic, and total: an entry that asks for what cannot be is kept on the ledger and changes nothing here.
 */
sealed interface Part
        permits DecisionWindows,
                Numbers,
                EquivocationRecords,
                CharterHistory,
                Memories,
                Principals,
                Runs,
                NamedState,
                ProvenanceHeads,
                Seats,
                QuotaCounts,
                Devices {
    /** Names the part in snapshots; never changes its meaning. */
    String name();

    /** Whether it holds nothing and then does not stand in a snapshot, as before there was such a part. */
    default boolean isLeftOut() {
        return false;
    }

    /** Takes an executed entry in; whether that changed this part. */
    boolean apply(Applied applied);

    /** Everything it holds, in ascending order. */
    void encode(Encoder to);

    /**
     * Fills an empty part with what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it cannot have written that
     */
    void decode(CanonicalReader from);

    /** What its encoding may take at most in a group with so many clients and replicas, in bytes. */
    long mostBytes(int clients, int replicas);
}
