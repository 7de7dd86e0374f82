package io.tetrarch.proof.ledger;

import io.tetrarch.crypto.tree.ConsistencyProof;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.crypto.tree.TreeHash;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.InclusionPath;
import java.util.ArrayList;
import java.util.List;

/**
 * All entries ever decided, as the leaves of one append-only tree (RFC 6962, SHA-256): the leaf hash is
 * SHA-256(0x00 || entry's encoding). It proves to anyone that an entry is in it and that a later ledger only extends an
 * earlier one.
 */
public final class Ledger {
    private final LedgerStore store;

    public Ledger(LedgerStore store) {
        this.store = store;
    }

    /** In entries. */
    public long size() {
        return store.frontier().size();
    }

    /** The root over all entries. */
    public Digest root() {
        return store.frontier().root();
    }

    /**
     * The root over the first {@code size} entries.
     *
     * @throws IllegalArgumentException if the ledger has fewer
     */
    public Digest root(long size) {
        return TreeProofs.root(store, within(size));
    }

    /** Appends the entries of a committed batch; returns the index of the first. */
    public long append(List<Entry> entries) {
        Frontier before = store.frontier();
        List<LedgerStore.Node> nodes = new ArrayList<>(2 * entries.size());
        Frontier after = before;
        for (Entry entry : entries) {
            after = append(after, entry.leafHash(), nodes);
        }
        store.keep(nodes, after);
        return before.size();
    }

    /** Like a carry in binary counting: every subtree that the leaf completes is a node of its own. */
    private static Frontier append(Frontier before, Digest leaf, List<LedgerStore.Node> nodes) {
        long index = before.size();
        Digest hash = leaf;
        nodes.add(new LedgerStore.Node(0, index, hash));
        int next = before.edge().size() - 1;
        for (int level = 0; ((index >> level) & 1) == 1; level++, next--) {
            hash = TreeHash.node(before.edge().get(next), hash);
            nodes.add(new LedgerStore.Node(level + 1, index >> (level + 1), hash));
        }
        return before.append(leaf);
    }

    /**
     * The way from an entry to the root over the first {@code size} entries.
     *
     * @throws IllegalArgumentException if the ledger has fewer entries, or the entry is not among them
     */
    public InclusionPath inclusion(long index, long size) {
        return TreeProofs.inclusion(store, index, within(size));
    }

    /**
     * The proof that the ledger of {@code newSize} entries extends the one of {@code oldSize}.
     *
     * @throws IllegalArgumentException if the ledger has fewer entries, or the sizes are out of order
     */
    public ConsistencyProof consistency(long oldSize, long newSize) {
        return TreeProofs.consistency(store, oldSize, within(newSize));
    }

    private long within(long size) {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("the ledger has " + size() + " entries, not " + size);
        }
        return size;
    }
}
