package io.tetrarch.proof.ledger;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.crypto.tree.Subtrees;
import io.tetrarch.pbft.message.Digest;
import java.util.List;

/**
 * Where a ledger's tree is kept: the roots of all its complete subtrees, two hashes a leaf, of which level 0 are the
 * leaf hashes. May block and throws {@link java.io.UncheckedIOException} when the storage fails, which stops the node.
 */
public interface LedgerStore extends Subtrees {
    /** The right edge of what is kept. */
    Frontier frontier();

    /**
     * Keeps further nodes and the right edge that they lead to: all of it or, after a crash, nothing.
     *
     * @param nodes in the order in which they came about
     */
    void keep(List<Node> nodes, Frontier frontier);

    /** The root of the complete subtree over the leaves {@code index * 2^level} and on. */
    record Node(int level, long index, Digest hash) {}
}
