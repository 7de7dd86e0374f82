package io.tetrarch.crypto.ed25519;

import io.tetrarch.crypto.signature.KeyRefusedException;
import java.security.SecureRandom;

/** The 32 secret bytes an Ed25519 key pair is derived from (RFC 8032, section 5.1.5). */
public final class Ed25519Seed {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    private Ed25519Seed() {}

    /** Draws a new seed. The caller wipes it when done. */
    public static byte[] generate(SecureRandom random) {
        byte[] seed = new byte[LENGTH];
        random.nextBytes(seed);
        return seed;
    }

    static byte[] copyOf(byte[] seed) {
        if (seed.length != LENGTH) {
            throw new KeyRefusedException("an Ed25519 private key has 32 bytes, this one has " + seed.length);
        }
        return seed.clone();
    }
}
