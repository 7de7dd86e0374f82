package io.tetrarch.crypto.ed25519;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The DER forms of Ed25519 keys (RFC 8410): one fixed prefix each, and then the 32 bytes. */
public final class Ed25519Encoding {
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519Encoding() {}

    /** The SubjectPublicKeyInfo of a raw public key. */
    public static byte[] subjectPublicKeyInfo(byte[] raw) {
        return concatenate(SPKI_PREFIX, raw);
    }

    /** The PKCS#8 PrivateKeyInfo of a seed. The result is as secret as the seed. */
    public static byte[] pkcs8(byte[] seed) {
        return concatenate(PKCS8_PREFIX, seed);
    }

    /** The raw key in a SubjectPublicKeyInfo, or nothing if these are not the bytes of an Ed25519 key. */
    public static Optional<byte[]> rawFromSubjectPublicKeyInfo(byte[] der) {
        return strip(SPKI_PREFIX, der);
    }

    /** The seed in a PKCS#8 PrivateKeyInfo, or nothing if these are not the bytes of an Ed25519 key. */
    public static Optional<byte[]> seedFromPkcs8(byte[] der) {
        return strip(PKCS8_PREFIX, der);
    }

    private static byte[] concatenate(byte[] prefix, byte[] key) {
        byte[] der = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, der, prefix.length, key.length);
        return der;
    }

    private static Optional<byte[]> strip(byte[] prefix, byte[] der) {
        if (der.length != prefix.length + 32 || !Arrays.equals(der, 0, prefix.length, prefix, 0, prefix.length)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(der, prefix.length, der.length));
    }
}
