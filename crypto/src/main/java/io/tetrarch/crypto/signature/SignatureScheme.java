package io.tetrarch.crypto.signature;

/**
 * A way to sign. Keys are parsed once, here, and then do the work themselves, so a key of one scheme can never be
 * handed to another. All replicas of a group must use schemes that accept exactly the same signatures.
 *
 * <p>A scheme and its keys are safe to use from any number of threads.
 */
public interface SignatureScheme {

    /** What signs here, for reports: for example {@code Ed25519 (native, AWS-LC)}. */
    String name();

    /**
     * The signing key that a secret seed stands for.
     *
     * @param seed the secret bytes; copied, so the caller may wipe its array
     * @throws KeyRefusedException if the seed has the wrong length
     */
    SigningKey signingKey(byte[] seed);

    /**
     * The verifying key with this raw encoding.
     *
     * @throws KeyRefusedException if no honest signer could own such a key
     */
    VerifyingKey verifyingKey(byte[] raw);
}
