package io.tetrarch.crypto.ed25519;

import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 in pure Java, by BouncyCastle's lightweight API: runs wherever Java does. */
public final class PortableEd25519 implements SignatureScheme {
    /** All are alike. */
    public PortableEd25519() {}

    @Override
    public String name() {
        return "Ed25519 (portable, BouncyCastle)";
    }

    @Override
    public SigningKey signingKey(byte[] seed) {
        return new Key(Ed25519Seed.copyOf(seed), this);
    }

    @Override
    public VerifyingKey verifyingKey(byte[] raw) {
        return Ed25519PublicKey.of(raw, PortableEd25519::equation);
    }

    private static Ed25519PublicKey.Equation equation(byte[] raw) {
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(raw, 0);
        if (point == null) {
            throw new KeyRefusedException("an Ed25519 key outside the prime-order subgroup came past the policy");
        }
        return (message, signature) -> holds(point, message, signature);
    }

    /**
     * BouncyCastle checks a multiple of the equation, by a factor below 2^128 that depends on the signature (Pornin,
     * 2020). If the factor is even, that hides an R with a component of small order, so R is checked by itself: with
     * both key and R of prime order the multiple holds exactly if the equation does.
     */
    private static boolean holds(Ed25519.PublicPoint point, byte[] message, byte[] signature) {
        return Ed25519.verify(signature, 0, point, message, 0, message.length)
                && Ed25519.validatePublicKeyFull(signature, 0);
    }

    private static final class Key implements SigningKey {
        private final byte[] seed;
        private final byte[] publicKey;
        private final VerifyingKey verifyingKey;

        Key(byte[] seed, PortableEd25519 scheme) {
            this.seed = seed;
            this.publicKey = new byte[StrictPolicy.KEY_LENGTH];
            Ed25519.generatePublicKey(seed, 0, publicKey, 0);
            this.verifyingKey = scheme.verifyingKey(publicKey);
        }

        @Override
        public byte[] sign(byte[] message) {
            byte[] signature = new byte[StrictPolicy.SIGNATURE_LENGTH];
            Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
            return signature;
        }

        @Override
        public VerifyingKey verifyingKey() {
            return verifyingKey;
        }

        @Override
        public String toString() {
            return "private key of " + verifyingKey;
        }
    }
}
