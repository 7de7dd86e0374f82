package io.tetrarch.simulator.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Digest;
import org.junit.jupiter.api.Test;

class OnceVerifiedTest {
    private final Counting counting = new Counting();
    private final SignatureScheme once = new OnceVerified(counting);
    private final SigningKey signer = once.signingKey(new byte[32]);
    private final VerifyingKey key = signer.verifyingKey();
    private final byte[] message = {1, 2, 3};
    private final byte[] signature = signer.sign(message);

    @Test
    void theSameSignatureIsComputedOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(key.verify(message, signature)).isTrue();
            assertThat(once.verifyingKey(key.raw()).verify(message, signature)).isTrue();
        }
        assertThat(counting.computed).isEqualTo(1);
    }

    @Test
    void anotherKeyMessageOrSignatureIsAnotherQuestion() {
        byte[] otherSeed = new byte[32];
        otherSeed[0] = 9;
        VerifyingKey otherKey = once.signingKey(otherSeed).verifyingKey();
        byte[] otherSignature = signature.clone();
        otherSignature[0] ^= 1;
        for (int i = 0; i < 2; i++) {
            assertThat(key.verify(message, signature)).isTrue();
            assertThat(otherKey.verify(message, signature)).isFalse();
            assertThat(key.verify(new byte[] {1, 2, 4}, signature)).isFalse();
            assertThat(key.verify(message, otherSignature)).isFalse();
        }
        assertThat(counting.computed).isEqualTo(4);
    }

    /** Symbolic keys that count what they compute. */
    private static final class Counting implements SignatureScheme {
        private final SignatureScheme scheme = new SymbolicScheme();
        private int computed;

        @Override
        public String name() {
            return scheme.name();
        }

        @Override
        public SigningKey signingKey(byte[] seed) {
            SigningKey key = scheme.signingKey(seed);
            return new SigningKey() {
                @Override
                public byte[] sign(byte[] bytes) {
                    return key.sign(bytes);
                }

                @Override
                public VerifyingKey verifyingKey() {
                    return counted(key.verifyingKey());
                }
            };
        }

        @Override
        public VerifyingKey verifyingKey(byte[] raw) {
            return counted(scheme.verifyingKey(raw));
        }

        private VerifyingKey counted(VerifyingKey key) {
            return new VerifyingKey() {
                @Override
                public boolean verify(byte[] bytes, byte[] signature) {
                    computed++;
                    return key.verify(bytes, signature);
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
    }
}
