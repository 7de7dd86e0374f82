package io.tetrarch.simulator.key;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Another scheme, whose equation is computed once for each signature. In a world every replica verifies for itself what all
 * of them receive, and the checkers verify it again; key, bytes and signature being the same, so is the answer.
 */
public final class OnceVerified implements SignatureScheme {
    private static final int REMEMBERED = 4_096;

    private final SignatureScheme scheme;

    /** The latest answers. Guarded by itself. */
    private final Map<Question, Boolean> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Question(Digest key, Bytes message, Bytes signature) {}

    public OnceVerified(SignatureScheme scheme) {
        this.scheme = scheme;
    }

    @Override
    public String name() {
        return scheme.name();
    }

    @Override
    public SigningKey signingKey(byte[] seed) {
        SigningKey key = scheme.signingKey(seed);
        VerifyingKey verifying = new Key(key.verifyingKey());
        return new SigningKey() {
            @Override
            public byte[] sign(byte[] message) {
                return key.sign(message);
            }

            @Override
            public VerifyingKey verifyingKey() {
                return verifying;
            }
        };
    }

    @Override
    public VerifyingKey verifyingKey(byte[] raw) {
        return new Key(scheme.verifyingKey(raw));
    }

    private final class Key implements VerifyingKey {
        private final VerifyingKey key;

        Key(VerifyingKey key) {
            this.key = key;
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) {
            Question question = new Question(key.id(), Bytes.copyOf(message), Bytes.copyOf(signature));
            synchronized (answers) {
                return answers.computeIfAbsent(question, unknown -> key.verify(message, signature));
            }
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
    }
}
