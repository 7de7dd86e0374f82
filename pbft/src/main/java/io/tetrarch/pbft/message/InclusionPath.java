package io.tetrarch.pbft.message;

import java.util.List;

/**
 * The way from a leaf to the root of a Merkle tree (RFC 9162, section 2.1.3).
 *
 * @param index of the leaf, from 0
 * @param size of the tree, in leaves
 * @param hashes the siblings, from the leaf upwards
 */
public record InclusionPath(long index, long size, List<Digest> hashes) {
    /** Of the only leaf of its tree. */
    public static final InclusionPath ALONE = new InclusionPath(0, 1, List.of());

    public InclusionPath {
        hashes = List.copyOf(hashes);
    }

    public void encode(Encoder to) {
        to.u64(index).u64(size).list(hashes, Encoder::digest);
    }
}
