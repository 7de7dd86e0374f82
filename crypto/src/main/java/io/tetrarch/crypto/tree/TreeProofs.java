package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.InclusionPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes and checks the proofs of RFC 9162, sections 2.1.3 and 2.1.4. */
public final class TreeProofs {
    private TreeProofs() {}

    /** The root of the tree of the first {@code size} leaves. */
    public static Digest root(Subtrees tree, long size) {
        return size == 0 ? TreeHash.EMPTY_ROOT : range(tree, 0, size);
    }

    /**
     * The way from a leaf to the root of the tree of the first {@code size} leaves (section 2.1.3.1).
     *
     * @throws IllegalArgumentException if there is no such leaf, or {@code tree} lacks a subtree this needs
     */
    public static InclusionPath inclusion(Subtrees tree, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<Digest> hashes = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long split = from + split(to - from);
            if (index < split) {
                hashes.add(range(tree, split, to));
                to = split;
            } else {
                hashes.add(range(tree, from, split));
                from = split;
            }
        }
        return new InclusionPath(index, size, hashes.reversed());
    }

    /**
     * The proof that the first {@code oldSize} leaves of the tree of {@code newSize} are the older tree (section
     * 2.1.4.1). It is empty if the sizes are equal or the older tree had no leaves.
     *
     * @throws IllegalArgumentException if the sizes are out of order, or {@code tree} lacks a subtree this needs
     */
    public static ConsistencyProof consistency(Subtrees tree, long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a tree of " + newSize + " leaves never had " + oldSize);
        }
        List<Digest> hashes = new ArrayList<>();
        if (oldSize == 0 || oldSize == newSize) {
            return new ConsistencyProof(oldSize, newSize, hashes);
        }
        long from = 0;
        long to = newSize;
        while (oldSize != to) {
            long split = from + split(to - from);
            if (oldSize <= split) {
                hashes.add(range(tree, split, to));
                to = split;
            } else {
                hashes.add(range(tree, from, split));
                from = split;
            }
        }
        // A verifier holds the older root; the subtree that ends at oldSize is news to it only if it is a part.
        if (from != 0) {
            hashes.add(range(tree, from, to));
        }
        return new ConsistencyProof(oldSize, newSize, hashes.reversed());
    }

    /**
     * The root that {@code path} leads to from the leaf (section 2.1.3.2); empty if the path's length does not fit its
     * index and size.
     */
    public static Optional<Digest> rootOf(Digest leafHash, InclusionPath path) {
        if (path.index() < 0 || path.index() >= path.size()) {
            return Optional.empty();
        }
        long index = path.index();
        long last = path.size() - 1;
        Digest hash = leafHash;
        for (Digest sibling : path.hashes()) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((index & 1) == 1 || index == last) {
                hash = TreeHash.node(sibling, hash);
                while ((index & 1) == 0 && index != 0) {
                    index >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            index >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(hash) : Optional.empty();
    }

    /** Whether the proof leads from the older tree's root to the newer one's (section 2.1.4.2). */
    public static boolean isConsistent(ConsistencyProof proof, Digest oldRoot, Digest newRoot) {
        if (proof.oldSize() < 0 || proof.oldSize() > proof.newSize()) {
            return false;
        }
        if (proof.oldSize() == proof.newSize()) {
            return proof.hashes().isEmpty() && oldRoot.equals(newRoot);
        }
        if (proof.oldSize() == 0) {
            return proof.hashes().isEmpty() && oldRoot.equals(TreeHash.EMPTY_ROOT);
        }
        List<Digest> path = new ArrayList<>(proof.hashes());
        if (Long.bitCount(proof.oldSize()) == 1) {
            path.addFirst(oldRoot);
        }
        return !path.isEmpty() && leadsToBoth(proof, path, oldRoot, newRoot);
    }

    /** The steps 4 to 7 of the RFC; {@code olds} and {@code news} are its fn and sn. */
    private static boolean leadsToBoth(ConsistencyProof proof, List<Digest> path, Digest oldRoot, Digest newRoot) {
        int trailingOnes = Long.numberOfTrailingZeros(proof.oldSize());
        long olds = (proof.oldSize() - 1) >> trailingOnes;
        long news = (proof.newSize() - 1) >> trailingOnes;
        Digest oldHash = path.getFirst();
        Digest newHash = path.getFirst();
        for (Digest sibling : path.subList(1, path.size())) {
            if (news == 0) {
                return false;
            }
            if ((olds & 1) == 1 || olds == news) {
                oldHash = TreeHash.node(sibling, oldHash);
                newHash = TreeHash.node(sibling, newHash);
                while ((olds & 1) == 0 && olds != 0) {
                    olds >>= 1;
                    news >>= 1;
                }
            } else {
                newHash = TreeHash.node(newHash, sibling);
            }
            olds >>= 1;
            news >>= 1;
        }
        return news == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }

    /** The root over the leaves {@code from} (included) to {@code to}, a range that is a subtree of some tree. */
    private static Digest range(Subtrees tree, long from, long to) {
        long length = to - from;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return tree.root(level, from >> level);
        }
        long split = from + split(length);
        return TreeHash.node(range(tree, from, split), range(tree, split, to));
    }

    /** The largest power of two below {@code length}. */
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
