package io.tetrarch.pbft.message;

/** Proof of an equivocation, put on the ledger. */
public final class EvidenceEntry extends Entry {
    private final Evidence evidence;

    public EvidenceEntry(Evidence evidence) {
        this.evidence = evidence;
    }

    public Evidence evidence() {
        return evidence;
    }

    @Override
    void encode(Encoder to) {
        to.u8(2);
        evidence.encode(to);
    }

    @Override
    public String toString() {
        return "EVIDENCE " + evidence.slot();
    }
}
