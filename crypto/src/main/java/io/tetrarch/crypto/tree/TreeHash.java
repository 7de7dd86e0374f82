package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;

/** The hashes of RFC 9162, section 2.1.1. The byte in front keeps a leaf from ever being taken for an inner node. */
public final class TreeHash {
    /** The root of the tree without leaves: SHA-256 of nothing. */
    public static final Digest EMPTY_ROOT =
            Digest.ofHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private TreeHash() {}

    /** SHA-256(0x00 || entry). */
    public static Digest leaf(byte[] entry) {
        return Hash.ledgerLeaf(entry);
    }

    /** SHA-256(0x01 || left || right). */
    public static Digest node(Digest left, Digest right) {
        return Hash.ledgerNode(left, right);
    }
}
