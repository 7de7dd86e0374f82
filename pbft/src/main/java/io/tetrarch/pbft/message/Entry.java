package io.tetrarch.pbft.message;

import org.jspecify.annotations.Nullable;

/** One line of the ledger: what a batch puts in order. */
public abstract sealed class Entry extends Digested permits DecisionEntry, EvidenceEntry {
    /** As many bytes as most entries have, verdicts and all. */
    private static final int CAPACITY = 2048;

    private volatile byte @Nullable [] encoding;
    private volatile @Nullable Digest leaf;

    Entry() {}

    abstract void encode(Encoder to);

    /** The canonical encoding: the ledger's leaf. To be read only. */
    @Override
    public final byte[] encoded() {
        byte[] known = encoding;
        if (known == null) {
            Encoder encoder = new Encoder(CAPACITY);
            encode(encoder);
            known = encoder.toArray();
            encoding = known;
        }
        return known;
    }

    /** The hash of this entry as a leaf of the ledger's tree: SHA-256(0x00 || encoding), RFC 9162, section 2.1.1. */
    public final Digest leafHash() {
        Digest known = leaf;
        if (known == null) {
            known = Hash.ledgerLeaf(encoded());
            leaf = known;
        }
        return known;
    }
}
