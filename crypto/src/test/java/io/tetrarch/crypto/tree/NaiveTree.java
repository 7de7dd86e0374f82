package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.message.Digest;
import java.util.ArrayList;
import java.util.List;

/** The recursive definitions of RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word, over leaf hashes. */
final class NaiveTree {
    private NaiveTree() {}

    static Digest root(List<Digest> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.EMPTY_ROOT;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = split(leaves.size());
        return TreeHash.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    static List<Digest> path(int m, List<Digest> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? with(path(m, leaves.subList(0, k)), root(leaves.subList(k, n)))
                : with(path(m - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
    }

    static List<Digest> proof(int m, List<Digest> leaves) {
        return subProof(m, leaves, true);
    }

    private static List<Digest> subProof(int m, List<Digest> leaves, boolean complete) {
        int n = leaves.size();
        if (m == n) {
            return complete ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        return m <= k
                ? with(subProof(m, leaves.subList(0, k), complete), root(leaves.subList(k, n)))
                : with(subProof(m - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
    }

    private static List<Digest> with(List<Digest> list, Digest last) {
        List<Digest> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }
}
