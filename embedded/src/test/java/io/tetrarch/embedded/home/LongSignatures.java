package io.tetrarch.embedded.home;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.simulator.key.SymbolicScheme;
import java.util.Arrays;

/** Symbolic signatures that are as long as those that a store takes. */
final class LongSignatures implements SignatureScheme {
    private static final int BYTES = 64;

    private final SymbolicScheme symbolic = new SymbolicScheme();

    @Override
    public String name() {
        return "symbolic, long";
    }

    @Override
    public SigningKey signingKey(byte[] seed) {
        SigningKey key = symbolic.signingKey(seed);
        return new SigningKey() {
            @Override
            public byte[] sign(byte[] message) {
                return Arrays.copyOf(key.sign(message), BYTES);
            }

            @Override
            public VerifyingKey verifyingKey() {
                return verifying(key.verifyingKey());
            }
        };
    }

    @Override
    public VerifyingKey verifyingKey(byte[] raw) {
        return verifying(symbolic.verifyingKey(raw));
    }

    private static VerifyingKey verifying(VerifyingKey key) {
        int length = symbolicLength(key);
        return new VerifyingKey() {
            @Override
            public boolean verify(byte[] message, byte[] signature) {
                return signature.length == BYTES && key.verify(message, Arrays.copyOf(signature, length));
            }

            @Override
            public boolean isRegular() {
                return key.isRegular();
            }

            @Override
            public Digest id() {
                return key.id();
            }

            @Override
            public byte[] raw() {
                return key.raw();
            }
        };
    }

    /** Both halves of a symbolic pair are one. */
    private static int symbolicLength(VerifyingKey key) {
        return ((SigningKey) key).sign(new byte[0]).length;
    }
}
