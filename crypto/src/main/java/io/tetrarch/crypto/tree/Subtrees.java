package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.message.Digest;

/** The complete subtrees of a tree, wherever they are kept. Proofs are made from these alone, O(log n) of them each. */
@FunctionalInterface
public interface Subtrees {

    /**
     * The root of the complete subtree over the leaves {@code index * 2^level} to {@code (index + 1) * 2^level - 1}.
     *
     * @throws IllegalArgumentException if that subtree is not kept here, or not complete
     */
    Digest root(int level, long index);
}
