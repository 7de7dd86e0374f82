package io.tetrarch.pbft.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA3-256 (FIPS 202), the hash of everything but the ledger's Merkle tree. */
public final class Hash {
    private static final MessageDigest PROTOTYPE = prototype();

    private Hash() {}

    public static Digest sha3(byte[] bytes) {
        return sha3(bytes, 0, bytes.length);
    }

    public static Digest sha3(byte[] bytes, int offset, int length) {
        MessageDigest hash = fresh();
        hash.update(bytes, offset, length);
        return Digest.read(hash.digest(), 0);
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) PROTOTYPE.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA3-256 cannot be cloned", e);
        }
    }

    private static MessageDigest prototype() {
        try {
            return MessageDigest.getInstance("SHA3-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform since 9 has SHA3-256", e);
        }
    }
}
