package io.tetrarch.crypto.ed25519;

import io.tetrarch.crypto.signature.KeyRefusedException;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What every provider's answer is subject to. Ed25519 libraries disagree on malformed input (Chalkias, Garillot,
 * Nikolaenko: "Taming the many EdDSAs", 2020), and replicas that disagree on a signature disagree on a quorum. The
 * policy is the strictest row of that paper's table, by checks of our own on the encodings:
 *
 * <ul>
 *   <li>lengths are exactly 32 (key) and 64 (signature) bytes;
 *   <li>S is below the group order, so nobody but the signer can make a second signature;
 *   <li>key and R are canonical: their y is below the field prime;
 *   <li>neither key nor R has small order, so no signature holds for all messages;
 *   <li>the equation is the one without the cofactor: encode(S·B - k·A) = R, byte for byte.
 * </ul>
 */
final class StrictPolicy {
    static final int KEY_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;

    /** The order L of the prime-order subgroup, 2^252 + 27742317777372353535851937790883648493, little-endian. */
    private static final byte[] ORDER =
            HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    /**
     * The y of all points whose order divides 8, with either sign of x, and those of their encodings whose y is not
     * reduced. (Other unreduced encodings need y + p below 2^255, hence y below 19: only 0 and 1 are of small order.)
     */
    private static final byte[][] SMALL_ORDER_Y = {
        HexFormat.of().parseHex("0100000000000000000000000000000000000000000000000000000000000000"),
        HexFormat.of().parseHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        HexFormat.of().parseHex("0000000000000000000000000000000000000000000000000000000000000000"),
        HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        HexFormat.of().parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        HexFormat.of().parseHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        HexFormat.of().parseHex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    };

    private StrictPolicy() {}

    /**
     * Checks a public key before any provider sees it.
     *
     * @throws KeyRefusedException with the reason
     */
    static void checkPublicKey(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new KeyRefusedException("an Ed25519 public key has 32 bytes, this one has " + key.length);
        }
        if (isSmallOrder(key)) {
            throw refused(key, "it has small order, so it would accept a signature nobody made");
        }
        if (!isCanonical(key)) {
            throw refused(key, "its encoding is not canonical");
        }
        if (!Ed25519.validatePublicKeyPartial(key, 0)) {
            throw refused(key, "it is not a point of the curve");
        }
    }

    /** Whether the encoding of {@code signature} is one that an honest signer can produce. Allocates nothing. */
    static boolean isWellFormed(byte[] signature) {
        return signature.length == SIGNATURE_LENGTH
                && isReducedScalar(signature)
                && isCanonical(signature)
                && !isSmallOrder(signature);
    }

    /** Whether S, the second half of the signature, is below the order. */
    private static boolean isReducedScalar(byte[] signature) {
        for (int i = ORDER.length - 1; i >= 0; i--) {
            int difference = (signature[KEY_LENGTH + i] & 0xff) - (ORDER[i] & 0xff);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    /** Whether the y in the first 32 bytes is below 2^255 - 19. */
    private static boolean isCanonical(byte[] encoded) {
        if ((encoded[KEY_LENGTH - 1] & 0x7f) != 0x7f) {
            return true;
        }
        for (int i = KEY_LENGTH - 2; i > 0; i--) {
            if ((encoded[i] & 0xff) != 0xff) {
                return true;
            }
        }
        return (encoded[0] & 0xff) < 0xed;
    }

    /** Whether the first 32 bytes encode, canonically or not, a point whose order divides 8. */
    private static boolean isSmallOrder(byte[] encoded) {
        for (byte[] y : SMALL_ORDER_Y) {
            if (sameY(encoded, y)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameY(byte[] encoded, byte[] y) {
        for (int i = 0; i < KEY_LENGTH - 1; i++) {
            if (encoded[i] != y[i]) {
                return false;
            }
        }
        return (encoded[KEY_LENGTH - 1] & 0x7f) == y[KEY_LENGTH - 1];
    }

    private static KeyRefusedException refused(byte[] key, String why) {
        return new KeyRefusedException("Ed25519 public key " + HexFormat.of().formatHex(key) + " is refused: " + why);
    }
}
