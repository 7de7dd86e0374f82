package io.tetrarch.pbft.message;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merkle trees of the shape of RFC 9162, section 2.1, over SHA3-256: a leaf is hashed behind a byte 0, an inner node
 * behind a byte 1. Leaves are digests.
 */
public final class Merkle {
    private Merkle() {}

    /** The root over the leaves; of no leaves, the hash of nothing. */
    public static Digest root(List<Digest> leaves) {
        return leaves.isEmpty() ? Hash.sha3(new byte[0]) : new Nodes().root(leaves, 0, leaves.size());
    }

    public static InclusionPath path(List<Digest> leaves, int index) {
        List<Digest> hashes = new ArrayList<>();
        path(leaves, index, 0, leaves.size(), hashes, new Nodes());
        return new InclusionPath(index, leaves.size(), hashes);
    }

    private static void path(List<Digest> leaves, int index, int from, int to, List<Digest> into, Nodes nodes) {
        if (to - from == 1) {
            return;
        }
        int split = from + split(to - from);
        if (index < split) {
            path(leaves, index, from, split, into, nodes);
            into.add(nodes.root(leaves, split, to));
        } else {
            path(leaves, index, split, to, into, nodes);
            into.add(nodes.root(leaves, from, split));
        }
    }

    /** The paths of all leaves at once, every node hashed once. */
    public static List<InclusionPath> paths(List<Digest> leaves) {
        List<List<Digest>> hashes = new ArrayList<>();
        leaves.forEach(leaf -> hashes.add(new ArrayList<>()));
        if (!leaves.isEmpty()) {
            new Nodes().paths(leaves, 0, leaves.size(), hashes);
        }
        List<InclusionPath> paths = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            paths.add(new InclusionPath(i, leaves.size(), hashes.get(i)));
        }
        return paths;
    }

    /** The root that {@code path} leads to from {@code leaf}; empty if the path has not the length its size demands. */
    public static Optional<Digest> rootOf(Digest leaf, InclusionPath path) {
        if (path.index() < 0 || path.index() >= path.size()) {
            return Optional.empty();
        }
        long index = path.index();
        long last = path.size() - 1;
        Nodes nodes = new Nodes();
        Digest hash = nodes.leaf(leaf);
        for (Digest sibling : path.hashes()) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((index & 1) == 1 || index == last) {
                hash = nodes.node(sibling, hash);
                while ((index & 1) == 0 && index != 0) {
                    index >>= 1;
                    last >>= 1;
                }
            } else {
                hash = nodes.node(hash, sibling);
            }
            index >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(hash) : Optional.empty();
    }

    /** The largest power of two below {@code size}. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    /** The hashes of one computation, by one hash object and one buffer. */
    private static final class Nodes {
        private static final int CONTENT = 1;

        private final MessageDigest hash = Hash.sha3();
        private final byte[] bytes = new byte[CONTENT + 2 * Digest.SIZE_BYTES];

        Digest leaf(Digest content) {
            bytes[0] = 0;
            content.write(bytes, CONTENT);
            return hash(CONTENT + Digest.SIZE_BYTES);
        }

        Digest node(Digest left, Digest right) {
            bytes[0] = 1;
            left.write(bytes, CONTENT);
            right.write(bytes, CONTENT + Digest.SIZE_BYTES);
            return hash(bytes.length);
        }

        private Digest hash(int length) {
            hash.update(bytes, 0, length);
            return Digest.read(hash.digest(), 0);
        }

        Digest root(List<Digest> leaves, int from, int to) {
            if (to - from == 1) {
                return leaf(leaves.get(from));
            }
            int split = from + split(to - from);
            return node(root(leaves, from, split), root(leaves, split, to));
        }

        Digest paths(List<Digest> leaves, int from, int to, List<List<Digest>> into) {
            if (to - from == 1) {
                return leaf(leaves.get(from));
            }
            int split = from + split(to - from);
            Digest left = paths(leaves, from, split, into);
            Digest right = paths(leaves, split, to, into);
            for (int i = from; i < to; i++) {
                into.get(i).add(i < split ? right : left);
            }
            return node(left, right);
        }
    }
}
