package io.tetrarch.crypto.ed25519;

import java.math.BigInteger;

/** Numbers as Ed25519 writes them: the least significant byte first. */
final class LittleEndian {
    private LittleEndian() {}

    static BigInteger number(byte[] bytes) {
        byte[] bigEndian = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bigEndian[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    /** The 32 bytes of a number below 2^256. */
    static byte[] bytes(BigInteger number) {
        byte[] bytes = new byte[32];
        byte[] bigEndian = number.toByteArray();
        int length = Math.min(bigEndian.length, bytes.length);
        for (int i = 0; i < length; i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return bytes;
    }
}
