package io.tetrarch.crypto.ed25519;

import java.math.BigInteger;

/**
 * A point of the curve in extended homogeneous coordinates (RFC 8032, section 5.1.4), by the RFC's own formulae. Slow,
 * and its time depends on its input: for public values only.
 */
record EdwardsPoint(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
    /** The order of the prime-order subgroup. */
    static final BigInteger L = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger SQRT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
    private static final EdwardsPoint NEUTRAL =
            new EdwardsPoint(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);

    /** The generator B of the prime-order subgroup. */
    static final EdwardsPoint BASE = decode(LittleEndian.bytes(
            BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P)));

    /**
     * RFC 8032, section 5.1.3.
     *
     * @throws IllegalArgumentException if the bytes are no point of the curve
     */
    static EdwardsPoint decode(byte[] encoded) {
        BigInteger raw = LittleEndian.number(encoded);
        boolean odd = raw.testBit(255);
        BigInteger y = raw.clearBit(255);
        BigInteger ySquared = y.multiply(y);
        BigInteger xSquared = ySquared.subtract(BigInteger.ONE)
                .multiply(D.multiply(ySquared).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = xSquared.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xSquared)) {
            x = x.multiply(SQRT_OF_MINUS_ONE).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(xSquared)) {
            throw new IllegalArgumentException("not a point of the curve");
        }
        if (x.testBit(0) != odd) {
            x = P.subtract(x);
        }
        return new EdwardsPoint(x, y, BigInteger.ONE, x.multiply(y).mod(P));
    }

    byte[] encode() {
        BigInteger inverse = z.modInverse(P);
        byte[] encoded = LittleEndian.bytes(y.multiply(inverse).mod(P));
        if (x.multiply(inverse).mod(P).testBit(0)) {
            encoded[31] |= (byte) 0x80;
        }
        return encoded;
    }

    EdwardsPoint negated() {
        return new EdwardsPoint(P.subtract(x), y, z, P.subtract(t));
    }

    /** The complete addition law of section 5.1.4: it holds for all pairs, equal ones included. */
    EdwardsPoint plus(EdwardsPoint other) {
        BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
        BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
        BigInteger c = t.multiply(D).shiftLeft(1).multiply(other.t).mod(P);
        BigInteger d = z.shiftLeft(1).multiply(other.z).mod(P);
        BigInteger e = b.subtract(a);
        BigInteger f = d.subtract(c);
        BigInteger g = d.add(c);
        BigInteger h = b.add(a);
        return new EdwardsPoint(
                e.multiply(f).mod(P),
                g.multiply(h).mod(P),
                f.multiply(g).mod(P),
                e.multiply(h).mod(P));
    }

    EdwardsPoint times(BigInteger scalar) {
        EdwardsPoint result = NEUTRAL;
        for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            result = result.plus(result);
            if (scalar.testBit(bit)) {
                result = result.plus(this);
            }
        }
        return result;
    }
}
