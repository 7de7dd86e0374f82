package io.tetrarch.crypto.signature;

import io.tetrarch.pbft.message.Digest;

/** A public key, ready for use. */
public interface VerifyingKey {

    /** Whether {@code signature} is this key's over exactly {@code message}. Never throws, whatever the bytes. */
    boolean verify(byte[] message, byte[] signature);

    /**
     * Whether a key generator can have made this key. Others may verify well, but slowly, and nobody honest owns them:
     * a group takes none.
     */
    boolean isRegular();

    /** The key's name: SHA3-256 of its raw encoding. */
    Digest id();

    /** A copy of the raw encoding that the scheme reads. */
    byte[] raw();
}
