package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;

/**
 * Verifies signatures, and remembers those found good, up to a bound: what many proofs share (a batch's certificate, the root of
 * requests or verdicts that were signed together) is verified once. What it answers does not depend on what it remembers, for
 * that is key, bytes and signature as they were. For any thread.
 */
public final class SignatureMemory {
    private static final int BOUND = 1 << 13;

    private final Remembered<Good, Boolean> good = new Remembered<>(BOUND);

    private record Good(Digest signer, Digest signed, Bytes signature) {}

    /** One that remembers nothing yet. */
    public SignatureMemory() {}

    /** Whether the signature is the key's over these bytes. */
    public boolean verifies(VerifyingKey key, byte[] signBytes, Bytes signature) {
        Good candidate = new Good(key.id(), Hash.sha3(signBytes), signature);
        if (good.get(candidate) != null) {
            return true;
        }
        boolean holds = key.verify(signBytes, signature.readOnlyArray());
        if (holds) {
            good.put(candidate, Boolean.TRUE);
        }
        return holds;
    }
}
