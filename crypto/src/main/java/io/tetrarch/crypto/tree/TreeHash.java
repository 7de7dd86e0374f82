package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
        byte[] bytes = new byte[1 + 2 * Digest.SIZE_BYTES];
        bytes[0] = 1;
        left.write(bytes, 1);
        right.write(bytes, 1 + Digest.SIZE_BYTES);
        return Digest.read(sha256().digest(bytes), 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256, which every JDK must have", e);
        }
    }
}
