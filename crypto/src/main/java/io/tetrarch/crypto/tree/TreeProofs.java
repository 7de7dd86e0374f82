package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.InclusionPath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        List<Digest> siblings = path.hashes();
        return sides(path.index(), path.size() - 1, siblings.size())
                .map(sides -> joined(leafHash, siblings, sides, EnumSet.allOf(Side.class)));
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

    /** The older tree is what stands left of its last leaf, so only the hashes from the left are in its root. */
    private static boolean leadsToBoth(ConsistencyProof proof, List<Digest> path, Digest oldRoot, Digest newRoot) {
        int trailingOnes = Long.numberOfTrailingZeros(proof.oldSize());
        List<Digest> siblings = path.subList(1, path.size());
        Digest first = path.getFirst();
        return sides((proof.oldSize() - 1) >> trailingOnes, (proof.newSize() - 1) >> trailingOnes, siblings.size())
                .filter(sides ->
                        joined(first, siblings, sides, EnumSet.of(Side.LEFT)).equals(oldRoot)
                                && joined(first, siblings, sides, EnumSet.allOf(Side.class))
                                        .equals(newRoot))
                .isPresent();
    }

    /** Where the other half of a subtree stands. */
    private enum Side {
        LEFT,
        RIGHT
    }

    /**
     * On which side the siblings stand on the way up, from the lowest; empty if that many do not lead to the root. These
     * are the RFC's loops over fn and sn, which are {@code index} and {@code last} here.
     */
    private static Optional<List<Side>> sides(long index, long last, int siblings) {
        List<Side> sides = new ArrayList<>();
        long at = index;
        long end = last;
        while (sides.size() < siblings) {
            if (end == 0) {
                return Optional.empty();
            }
            if ((at & 1) == 1 || at == end) {
                sides.add(Side.LEFT);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    end >>= 1;
                }
            } else {
                sides.add(Side.RIGHT);
            }
            at >>= 1;
            end >>= 1;
        }
        return end == 0 ? Optional.of(sides) : Optional.empty();
    }

    /** The root over a subtree and those of its siblings that stand on one of these sides. */
    private static Digest joined(Digest subtree, List<Digest> siblings, List<Side> sides, Set<Side> wanted) {
        Digest hash = subtree;
        for (int i = 0; i < siblings.size(); i++) {
            if (wanted.contains(sides.get(i))) {
                hash = switch (sides.get(i)) {
                    case LEFT -> TreeHash.node(siblings.get(i), hash);
                    case RIGHT -> TreeHash.node(hash, siblings.get(i));
                };
            }
        }
        return hash;
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
