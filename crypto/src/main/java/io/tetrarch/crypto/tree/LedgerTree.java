package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.message.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree that grows in memory, from nothing or from a {@link Frontier}. It keeps every complete subtree made since (two
 * hashes a leaf), so it proves anything about the leaves appended here; about earlier leaves only a store can.
 * Started at the frontier before a batch it proves the batch's entries without any of the ledger before them.
 *
 * <p>Not thread-safe: it belongs to whoever appends.
 */
public final class LedgerTree implements Subtrees {
    private final Frontier start;
    /** By level; the first root kept at a level has the index {@link #firstKept}. */
    private final List<List<Digest>> levels = new ArrayList<>();

    private long size;

    private LedgerTree(Frontier start) {
        this.start = start;
        this.size = start.size();
        int next = start.edge().size() - 1;
        for (int level = 0; start.size() >> level != 0; level++) {
            List<Digest> roots = new ArrayList<>();
            if (((start.size() >> level) & 1) == 1) {
                roots.add(start.edge().get(next));
                next--;
            }
            levels.add(roots);
        }
    }

    /** A tree without leaves. */
    public static LedgerTree empty() {
        return new LedgerTree(Frontier.EMPTY);
    }

    /** The tree that has this right edge. */
    public static LedgerTree from(Frontier start) {
        return new LedgerTree(start);
    }

    /** Adds a leaf and returns its index. */
    public long append(Digest leafHash) {
        long index = size;
        size++;
        Digest hash = leafHash;
        keep(0, hash);
        int level = 0;
        for (long rest = index; (rest & 1) == 1; rest >>= 1) {
            hash = TreeHash.node(root(level, rest - 1), hash);
            level++;
            keep(level, hash);
        }
        return index;
    }

    private void keep(int level, Digest hash) {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        levels.get(level).add(hash);
    }

    /** The right edge as it is now: the complete subtrees that the size's binary digits stand for. */
    public Frontier frontier() {
        List<Digest> edge = new ArrayList<>();
        for (int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(size); level >= 0; level--) {
            if (((size >> level) & 1) == 1) {
                edge.add(root(level, (size >> level) - 1));
            }
        }
        return new Frontier(size, edge);
    }

    /** Leaves in the tree. */
    public long size() {
        return size;
    }

    /** The root over all leaves. */
    public Digest root() {
        return frontier().root();
    }

    @Override
    public Digest root(int level, long index) {
        long first = firstKept(level);
        if (level >= levels.size()
                || index < first
                || index - first >= levels.get(level).size()) {
            throw new IllegalArgumentException("the subtree at level " + level + ", index " + index
                    + " is not kept by a tree of " + size() + " leaves started at " + start.size());
        }
        return levels.get(level).get((int) (index - first));
    }

    private long firstKept(int level) {
        long complete = start.size() >> level;
        return (complete & 1) == 1 ? complete - 1 : complete;
    }
}
