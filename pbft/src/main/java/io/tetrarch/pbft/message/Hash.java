package io.tetrarch.pbft.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA3-256 (FIPS 202), the hash of everything but the ledger's Merkle tree, whose leaves are hashed with SHA-256. */
public final class Hash {
    private static final MessageDigest SHA3 = prototype("SHA3-256");
    private static final MessageDigest SHA2 = prototype("SHA-256");

    private Hash() {}

    public static Digest sha3(byte[] bytes) {
        return sha3(bytes, 0, bytes.length);
    }

    public static Digest sha3(byte[] bytes, int offset, int length) {
        MessageDigest hash = fresh(SHA3);
        hash.update(bytes, offset, length);
        return Digest.read(hash.digest(), 0);
    }

    /** For many hashes by one thread. */
    static MessageDigest sha3() {
        return fresh(SHA3);
    }

    /** SHA-256(0x00 || entry): RFC 9162, section 2.1.1. */
    public static Digest ledgerLeaf(byte[] entry) {
        MessageDigest hash = fresh(SHA2);
        hash.update((byte) 0);
        return Digest.read(hash.digest(entry), 0);
    }

    /** SHA-256(0x01 || left || right): RFC 9162, section 2.1.1. */
    public static Digest ledgerNode(Digest left, Digest right) {
        byte[] bytes = new byte[1 + 2 * Digest.SIZE_BYTES];
        bytes[0] = 1;
        left.write(bytes, 1);
        right.write(bytes, 1 + Digest.SIZE_BYTES);
        return Digest.read(fresh(SHA2).digest(bytes), 0);
    }

    private static MessageDigest fresh(MessageDigest prototype) {
        try {
            return (MessageDigest) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's " + prototype.getAlgorithm() + " cannot be cloned", e);
        }
    }

    private static MessageDigest prototype(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform since 9 has " + algorithm, e);
        }
    }
}
