package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: the roots of the complete subtrees it falls into, one for each 1 in the binary form of its
 * size. That is all it takes to append leaves and to know the root, so it is what a replica carries from batch to
 * batch, at most 64 hashes whatever the ledger's size.
 *
 * @param size leaves in the tree
 * @param edge roots of the complete subtrees from left to right, hence from the largest to the smallest
 */
public record Frontier(long size, List<Digest> edge) implements LedgerTip {
    /** The tree without leaves. */
    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        edge = List.copyOf(edge);
        if (size < 0 || edge.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of " + size + " leaves does not have " + edge.size()
                    + " complete subtrees at its right edge");
        }
    }

    /** The tree with one more leaf. */
    public Frontier append(Digest leafHash) {
        return appendLeaves(List.of(leafHash));
    }

    /** The tree with more leaves, in this order. */
    public Frontier appendLeaves(List<Digest> leafHashes) {
        List<Digest> roots = new ArrayList<>(edge);
        long leaves = size;
        for (Digest leafHash : leafHashes) {
            push(roots, leaves, leafHash);
            leaves++;
        }
        return new Frontier(leaves, roots);
    }

    /** The tree with these entries' canonical encodings as further leaves. */
    @Override
    public Frontier append(List<Entry> entries) {
        List<Digest> roots = new ArrayList<>(edge);
        long leaves = size;
        for (Entry entry : entries) {
            push(roots, leaves, entry.leafHash());
            leaves++;
        }
        return new Frontier(leaves, roots);
    }

    /** Like a carry in binary counting: two subtrees of one size become one of twice the size. */
    private static void push(List<Digest> roots, long leaves, Digest leafHash) {
        Digest hash = leafHash;
        for (long rest = leaves; (rest & 1) == 1; rest >>= 1) {
            hash = TreeHash.node(roots.removeLast(), hash);
        }
        roots.add(hash);
    }

    /** The Merkle tree hash of all leaves. */
    @Override
    public Digest root() {
        if (edge.isEmpty()) {
            return TreeHash.EMPTY_ROOT;
        }
        Digest hash = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            hash = TreeHash.node(edge.get(i), hash);
        }
        return hash;
    }

    /** The size as eight bytes, big-endian, then the edge's hashes. */
    public byte[] encode() {
        byte[] bytes = new byte[Long.BYTES + edge.size() * Digest.SIZE_BYTES];
        ByteBuffer.wrap(bytes).putLong(size);
        int offset = Long.BYTES;
        for (Digest root : edge) {
            root.write(bytes, offset);
            offset += Digest.SIZE_BYTES;
        }
        return bytes;
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static Frontier decode(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            throw new IllegalArgumentException("a frontier has at least 8 bytes, not " + bytes.length);
        }
        long size = ByteBuffer.wrap(bytes).getLong();
        int expected = Long.BYTES + Long.bitCount(size) * Digest.SIZE_BYTES;
        if (bytes.length != expected) {
            throw new IllegalArgumentException(
                    "a frontier of " + size + " leaves has " + expected + " bytes, not " + bytes.length);
        }
        List<Digest> edge = new ArrayList<>();
        for (int offset = Long.BYTES; offset < bytes.length; offset += Digest.SIZE_BYTES) {
            edge.add(Digest.read(bytes, offset));
        }
        return new Frontier(size, edge);
    }
}
