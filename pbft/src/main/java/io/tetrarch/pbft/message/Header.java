package io.tetrarch.pbft.message;

/**
 * The header of a batch: a link of the chain. Its digest is what replicas vote on, and says all: the parent's digest
 * fixes every ancestor, the ledger's root every entry up to this batch. The view is not in it, so that a header proposed
 * again in a later view keeps its digest.
 */
public final class Header extends Digested {
    private final long sequence;
    private final Digest parent;
    private final Digest entriesRoot;
    private final long ledgerSize;
    private final Digest ledgerRoot;

    /**
     * @param entriesRoot Merkle root (SHA3-256) of the entries' digests
     * @param ledgerSize entries in the ledger after this batch
     * @param ledgerRoot RFC 6962 root (SHA-256) of the ledger after this batch
     */
    public Header(long sequence, Digest parent, Digest entriesRoot, long ledgerSize, Digest ledgerRoot) {
        this.sequence = sequence;
        this.parent = parent;
        this.entriesRoot = entriesRoot;
        this.ledgerSize = ledgerSize;
        this.ledgerRoot = ledgerRoot;
    }

    /** What stands before the first batch of an epoch: it binds the chain to the group. */
    public static Digest genesis(Domain domain) {
        return new Encoder().domain(domain).sha3();
    }

    public long sequence() {
        return sequence;
    }

    public Digest parent() {
        return parent;
    }

    public Digest entriesRoot() {
        return entriesRoot;
    }

    public long ledgerSize() {
        return ledgerSize;
    }

    public Digest ledgerRoot() {
        return ledgerRoot;
    }

    @Override
    public byte[] encoded() {
        return new Encoder()
                .u64(sequence)
                .digest(parent)
                .digest(entriesRoot)
                .u64(ledgerSize)
                .digest(ledgerRoot)
                .toArray();
    }

    @Override
    public String toString() {
        return "Header[" + sequence + " " + digest().abbreviated() + "]";
    }
}
