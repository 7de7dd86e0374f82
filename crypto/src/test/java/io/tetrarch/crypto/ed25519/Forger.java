package io.tetrarch.crypto.ed25519;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A dishonest signer, who adds points of small order to what it publishes (RFC 8032, section 5.1.6, bent). */
final class Forger {
    /** (0, -1), the point of order two. */
    static final byte[] ORDER_TWO =
            HexFormat.of().parseHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private final BigInteger scalar;
    private final byte[] prefix;

    Forger(byte[] seed) {
        byte[] hash = sha512(seed);
        byte[] clamped = Arrays.copyOf(hash, 32);
        clamped[0] &= (byte) 0xf8;
        clamped[31] &= 0x7f;
        clamped[31] |= 0x40;
        this.scalar = LittleEndian.number(clamped);
        this.prefix = Arrays.copyOfRange(hash, 32, 64);
    }

    byte[] publicKey() {
        return EdwardsPoint.BASE.times(scalar).encode();
    }

    /** The public key with the point of order two added to it. */
    byte[] mixedPublicKey() {
        return withOrderTwo(publicKey());
    }

    /** Signs as the owner of {@code key}. */
    byte[] sign(byte[] key, byte[] message) {
        BigInteger r = nonce(message);
        return signature(EdwardsPoint.BASE.times(r).encode(), r, key, message);
    }

    /** Signs as the owner of {@code key}, with the point of order two added to R. */
    byte[] signWithMixedR(byte[] key, byte[] message) {
        BigInteger r = nonce(message);
        return signature(withOrderTwo(EdwardsPoint.BASE.times(r).encode()), r, key, message);
    }

    private byte[] signature(byte[] encodedR, BigInteger r, byte[] key, byte[] message) {
        BigInteger k = CofactorlessEquation.challenge(encodedR, key, message);
        BigInteger s = k.multiply(scalar).add(r).mod(EdwardsPoint.L);
        byte[] signature = Arrays.copyOf(encodedR, 64);
        System.arraycopy(LittleEndian.bytes(s), 0, signature, 32, 32);
        return signature;
    }

    private BigInteger nonce(byte[] message) {
        byte[] seeded = Arrays.copyOf(prefix, prefix.length + message.length);
        System.arraycopy(message, 0, seeded, prefix.length, message.length);
        return LittleEndian.number(sha512(seeded)).mod(EdwardsPoint.L);
    }

    private static byte[] withOrderTwo(byte[] point) {
        return EdwardsPoint.decode(point).plus(EdwardsPoint.decode(ORDER_TWO)).encode();
    }

    private static byte[] sha512(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
