package io.tetrarch.crypto.ed25519;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The verification equation of RFC 8032, section 5.1.7, without the cofactor, from the definition: R is recomputed as
 * encode(S·B - k·A) and compared byte for byte. It is some hundred times slower than a provider and not constant-time
 * (it touches only public values).
 *
 * <p>Why it exists: providers speed the equation up by replacing scalars with others that are equal modulo the prime
 * order L. For a key A in the prime-order subgroup, which is every key a key generator makes, that changes nothing.
 * For a key with a component of small order the answer depends on the trick, so two providers disagree on the same
 * signature. Such keys are settled here, whichever provider is in use.
 */
final class CofactorlessEquation {
    private CofactorlessEquation() {}

    /** Whether the equation holds. The key must have passed {@link StrictPolicy#checkPublicKey}. */
    static boolean holds(byte[] key, byte[] message, byte[] signature) {
        byte[] r = Arrays.copyOf(signature, 32);
        BigInteger s = LittleEndian.number(Arrays.copyOfRange(signature, 32, 64));
        EdwardsPoint negatedKey = EdwardsPoint.decode(key).negated();
        EdwardsPoint recomputed = EdwardsPoint.BASE.times(s).plus(negatedKey.times(challenge(r, key, message)));
        return Arrays.equals(recomputed.encode(), r);
    }

    /** The scalar k = SHA-512(R || A || M) mod L. */
    static BigInteger challenge(byte[] r, byte[] key, byte[] message) {
        try {
            MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
            sha512.update(r);
            sha512.update(key);
            return LittleEndian.number(sha512.digest(message)).mod(EdwardsPoint.L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-512, which every JDK must have", e);
        }
    }
}
