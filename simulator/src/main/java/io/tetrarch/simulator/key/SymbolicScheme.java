package io.tetrarch.simulator.key;

import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.simulator.random.Randomness;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Signatures as a fast keyed hash. Whoever knows the raw public key could compute one: it is worth something only in a
 * simulator, where the adversary is code that signs with its own keys alone. There it has all the strength a signature
 * needs, at a hundredth of the cost.
 */
public final class SymbolicScheme implements SignatureScheme {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SIGNATURE_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    @Override
    public String name() {
        return "symbolic";
    }

    @Override
    public SigningKey signingKey(byte[] seed) {
        return new Key(seed);
    }

    @Override
    public VerifyingKey verifyingKey(byte[] raw) {
        return new Key(raw);
    }

    /** Both halves of a pair, which are one here. */
    private static final class Key implements SigningKey, VerifyingKey {
        private final byte[] raw;
        private final Digest id;
        private final long secret;

        Key(byte[] raw) {
            if (raw.length != KEY_BYTES) {
                throw new KeyRefusedException("a symbolic key has " + KEY_BYTES + " bytes, not " + raw.length);
            }
            this.raw = raw.clone();
            this.id = Hash.sha3(raw);
            this.secret = Randomness.mix(id.a() ^ Randomness.mix(id.b()));
        }

        @Override
        public byte[] sign(byte[] message) {
            byte[] signature = new byte[SIGNATURE_BYTES];
            long hash = hash(message);
            LONG.set(signature, 0, hash);
            LONG.set(signature, 8, Randomness.mix(hash ^ secret));
            return signature;
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) {
            if (signature.length != SIGNATURE_BYTES) {
                return false;
            }
            long hash = hash(message);
            return (long) LONG.get(signature, 0) == hash
                    && (long) LONG.get(signature, 8) == Randomness.mix(hash ^ secret);
        }

        private long hash(byte[] message) {
            long hash = secret + message.length;
            int offset = 0;
            for (; offset + 8 <= message.length; offset += 8) {
                hash = (hash ^ (long) LONG.get(message, offset)) * FACTOR;
                hash ^= hash >>> 32;
            }
            for (; offset < message.length; offset++) {
                hash = (hash ^ (message[offset] & 0xFF)) * FACTOR;
                hash ^= hash >>> 32;
            }
            return Randomness.mix(hash);
        }

        @Override
        public VerifyingKey verifyingKey() {
            return this;
        }

        @Override
        public Digest id() {
            return id;
        }

        @Override
        public byte[] raw() {
            return raw.clone();
        }

        @Override
        public boolean isRegular() {
            return true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && Arrays.equals(raw, that.raw);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }
}
