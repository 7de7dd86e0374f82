package io.tetrarch.pbft.message;

import org.jspecify.annotations.Nullable;

/** One line of the ledger: what a batch puts in order. */
public abstract sealed class Entry extends Digested permits DecisionEntry, EvidenceEntry {
    private volatile byte @Nullable [] encoding;

    Entry() {}

    abstract void encode(Encoder to);

    /** The canonical encoding: the ledger's leaf. To be read only. */
    @Override
    public final byte[] encoded() {
        byte[] known = encoding;
        if (known == null) {
            Encoder encoder = new Encoder();
            encode(encoder);
            known = encoder.toArray();
            encoding = known;
        }
        return known;
    }
}
