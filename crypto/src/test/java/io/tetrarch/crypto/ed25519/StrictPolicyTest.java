package io.tetrarch.crypto.ed25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.signature.KeyRefusedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy by itself: it must not lean on a provider that happens to check the same. */
class StrictPolicyTest {
    /** Any point that is fit to be a key or an R. */
    private static final String GOOD = "7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa";

    private static boolean isWellFormed(String r, BigInteger s) {
        byte[] signature = Arrays.copyOf(HexFormat.of().parseHex(r), 64);
        System.arraycopy(LittleEndian.bytes(s), 0, signature, 32, 32);
        return StrictPolicy.isWellFormed(signature);
    }

    @Test
    void sIsBelowTheOrder() {
        assertThat(isWellFormed(GOOD, BigInteger.ZERO)).isTrue();
        assertThat(isWellFormed(GOOD, EdwardsPoint.L.subtract(BigInteger.ONE))).isTrue();
        assertThat(isWellFormed(GOOD, EdwardsPoint.L)).isFalse();
        assertThat(isWellFormed(GOOD, EdwardsPoint.L.add(BigInteger.ONE))).isFalse();
        assertThat(isWellFormed(GOOD, BigInteger.TWO.pow(255))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            })
    void pointsOfSmallOrderAreRefusedWithEitherSign(String encoded) {
        byte[] other = HexFormat.of().parseHex(encoded);
        other[31] |= (byte) 0x80;
        for (byte[] point : new byte[][] {HexFormat.of().parseHex(encoded), other}) {
            assertThat(isWellFormed(HexFormat.of().formatHex(point), BigInteger.ONE))
                    .isFalse();
            assertThatThrownBy(() -> StrictPolicy.checkPublicKey(point))
                    .isInstanceOf(KeyRefusedException.class)
                    .hasMessageContaining("small order");
        }
    }

    /** 2 + p and 18 + p, the last that fits into 255 bits: second encodings of the points whose y is 2 and 18. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "efffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void aYThatIsNotReducedIsRefused(String encoded) {
        assertThat(isWellFormed(encoded, BigInteger.ONE)).isFalse();
        assertThatThrownBy(() -> StrictPolicy.checkPublicKey(HexFormat.of().parseHex(encoded)))
                .isInstanceOf(KeyRefusedException.class)
                .hasMessageContaining("not canonical");
    }

    @Test
    void theLargestReducedYIsCanonical() {
        assertThat(isWellFormed("ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", BigInteger.ONE))
                .isTrue();
    }

    @Test
    void aKeyThatIsNoPointIsRefused() {
        byte[] noPoint = new byte[32];
        noPoint[0] = 2;
        assertThatThrownBy(() -> StrictPolicy.checkPublicKey(noPoint))
                .isInstanceOf(KeyRefusedException.class)
                .hasMessageContaining("not a point");
        assertThatCode(() -> StrictPolicy.checkPublicKey(HexFormat.of().parseHex(GOOD)))
                .doesNotThrowAnyException();
    }
}
