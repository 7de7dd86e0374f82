package io.tetrarch.use.hardgate;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Digest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Signs for all but for those whose keys it has broken: what a replica cannot sign it halts over, at its first message. */
final class Saboteur implements SignatureScheme {
    private final SignatureScheme scheme;
    private final Set<Digest> broken = ConcurrentHashMap.newKeySet();

    Saboteur(SignatureScheme scheme) {
        this.scheme = scheme;
    }

    void breakKey(Digest id) {
        broken.add(id);
    }

    @Override
    public String name() {
        return scheme.name();
    }

    @Override
    public SigningKey signingKey(byte[] seed) {
        return new Breakable(scheme.signingKey(seed));
    }

    @Override
    public VerifyingKey verifyingKey(byte[] raw) {
        return scheme.verifyingKey(raw);
    }

    private final class Breakable implements SigningKey {
        private final SigningKey key;

        Breakable(SigningKey key) {
            this.key = key;
        }

        @Override
        public byte[] sign(byte[] message) {
            if (broken.contains(key.verifyingKey().id())) {
                throw new IllegalStateException("the key is broken");
            }
            return key.sign(message);
        }

        @Override
        public VerifyingKey verifyingKey() {
            return key.verifyingKey();
        }
    }
}
