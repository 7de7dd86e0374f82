package io.tetrarch.crypto.signature;

/** A private key, ready for use. Signing is deterministic: the same message always gets the same signature. */
public interface SigningKey {

    /** Signs {@code message}, whole. */
    byte[] sign(byte[] message);

    /** The other half of this pair. */
    VerifyingKey verifyingKey();
}
