package io.tetrarch.crypto.ed25519;

import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.util.function.Function;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key under the strict policy. The provider's part is the {@link Equation}; what comes before it, and the
 * keys for which a provider's answer cannot be relied on, are the same for all.
 */
final class Ed25519PublicKey implements VerifyingKey {

    /** A provider's answer for well-formed signatures by one key of prime order. */
    @FunctionalInterface
    interface Equation {
        boolean holds(byte[] message, byte[] signature);
    }

    private final byte[] raw;
    private final Digest id;
    private final boolean primeOrder;
    private final Equation equation;

    private Ed25519PublicKey(byte[] raw, boolean primeOrder, Equation equation) {
        this.raw = raw;
        this.id = Hash.sha3(raw);
        this.primeOrder = primeOrder;
        this.equation = equation;
    }

    /**
     * @param provider makes the provider's equation for a key that passed the policy
     * @throws KeyRefusedException if the policy forbids the key
     */
    static Ed25519PublicKey of(byte[] raw, Function<byte[], Equation> provider) {
        StrictPolicy.checkPublicKey(raw);
        byte[] copy = raw.clone();
        boolean primeOrder = Ed25519.validatePublicKeyFull(copy, 0);
        Equation equation = primeOrder
                ? provider.apply(copy)
                : (message, signature) -> CofactorlessEquation.holds(copy, message, signature);
        return new Ed25519PublicKey(copy, primeOrder, equation);
    }

    @Override
    public boolean verify(byte[] message, byte[] signature) {
        return StrictPolicy.isWellFormed(signature) && equation.holds(message, signature);
    }

    @Override
    public boolean isRegular() {
        return primeOrder;
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
    public String toString() {
        return "Ed25519 public key " + id;
    }
}
