package io.tetrarch.crypto.ed25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replicas on different providers must never disagree on a signature. */
class ProvidersAgreeTest {
    private static final SignatureScheme NATIVE = Ed25519Provider.NATIVE.load();
    private static final SignatureScheme PORTABLE = Ed25519Provider.PORTABLE.load();

    static Stream<SignatureScheme> providers() {
        return Stream.of(NATIVE, PORTABLE);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void assertAgreement(byte[] key, byte[] message, byte[] signature, boolean expected) {
        assertThat(NATIVE.verifyingKey(key).verify(message, signature)).isEqualTo(expected);
        assertThat(PORTABLE.verifyingKey(key).verify(message, signature)).isEqualTo(expected);
    }

    @Test
    void bothMakeTheSameKeyAndSignatureFromTheSameSeed() {
        Random random = new Random(20261120);
        for (int round = 0; round < 200; round++) {
            byte[] seed = bytes(random, 32);
            byte[] message = bytes(random, random.nextInt(300));
            SigningKey one = NATIVE.signingKey(seed);
            SigningKey other = PORTABLE.signingKey(seed);
            assertThat(one.verifyingKey().raw()).isEqualTo(other.verifyingKey().raw());
            assertThat(one.verifyingKey().id()).isEqualTo(other.verifyingKey().id());
            assertThat(one.sign(message)).isEqualTo(other.sign(message));
            assertAgreement(one.verifyingKey().raw(), message, one.sign(message), true);
        }
    }

    @Test
    void bothRefuseEverySignatureWithOneBitChanged() {
        Random random = new Random(8032);
        byte[] message = bytes(random, 120);
        SigningKey key = NATIVE.signingKey(bytes(random, 32));
        byte[] signature = key.sign(message);
        for (int bit = 0; bit < 512; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertAgreement(key.verifyingKey().raw(), message, changed, false);
        }
    }

    @Test
    void bothRefuseRandomBytes() {
        Random random = new Random(6962);
        SigningKey key = NATIVE.signingKey(bytes(random, 32));
        for (int round = 0; round < 300; round++) {
            byte[] forged = bytes(random, 64);
            forged[63] &= 0x0f;
            assertAgreement(key.verifyingKey().raw(), bytes(random, 40), forged, false);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aPaddedOrTruncatedSignatureIsRefused(SignatureScheme scheme) {
        SigningKey key = scheme.signingKey(new byte[32]);
        byte[] message = {1, 2, 3};
        byte[] signature = key.sign(message);
        for (int length : new int[] {0, 1, 32, 63, 65, 66, 128}) {
            assertThat(key.verifyingKey().verify(message, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        assertThat(key.verifyingKey().verify(message, signature)).isTrue();
    }

    /**
     * A signer who adds the point of order two to R makes a signature that fails the exact equation and passes every
     * even multiple of it. BouncyCastle alone accepts about half of these.
     */
    @Test
    void bothRefuseAnRWithAComponentOfSmallOrder() {
        Random random = new Random(1164);
        int acceptedByTheLibraryAlone = 0;
        for (int round = 0; round < 60; round++) {
            Forger forger = new Forger(bytes(random, 32));
            byte[] message = bytes(random, 64);
            byte[] key = forger.publicKey();
            byte[] signature = forger.signWithMixedR(key, message);
            if (Ed25519.verify(signature, 0, key, 0, message, 0, message.length)) {
                acceptedByTheLibraryAlone++;
            }
            assertAgreement(key, message, signature, false);
        }
        assertThat(acceptedByTheLibraryAlone).isPositive();
    }

    /** The key is A' + T with T of order two: of its signatures those with an even k hold without the cofactor. */
    @Test
    void bothAgreeOnAKeyWithAComponentOfSmallOrder() {
        Random random = new Random(2020);
        int accepted = 0;
        for (int round = 0; round < 40; round++) {
            Forger forger = new Forger(bytes(random, 32));
            byte[] message = bytes(random, 64);
            byte[] key = forger.mixedPublicKey();
            byte[] signature = forger.sign(key, message);
            boolean even = !CofactorlessEquation.challenge(Arrays.copyOf(signature, 32), key, message)
                    .testBit(0);
            assertAgreement(key, message, signature, even);
            accepted += even ? 1 : 0;
        }
        assertThat(accepted).isBetween(1, 39);
    }

    @Test
    void aKeyThatNoHonestSignerOwnsIsRefused() {
        String[] refused = {
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0200000000000000000000000000000000000000000000000000000000000000",
            "7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549",
            "7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa00",
        };
        for (String hex : refused) {
            byte[] key = HexFormat.of().parseHex(hex);
            assertThatThrownBy(() -> NATIVE.verifyingKey(key)).isInstanceOf(KeyRefusedException.class);
            assertThatThrownBy(() -> PORTABLE.verifyingKey(key)).isInstanceOf(KeyRefusedException.class);
        }
    }

    @Test
    void aMessageBeyondTheNativeLimitIsSignedAndVerifiedAllTheSame() {
        byte[] large = new byte[(1 << 20) + 1];
        byte[] signature = NATIVE.signingKey(new byte[32]).sign(large);
        assertThat(signature).isEqualTo(PORTABLE.signingKey(new byte[32]).sign(large));
        assertAgreement(NATIVE.signingKey(new byte[32]).verifyingKey().raw(), large, signature, true);
        large[7] = 1;
        assertAgreement(NATIVE.signingKey(new byte[32]).verifyingKey().raw(), large, signature, false);
    }

    @Test
    void theTextbookEquationAgreesWithBoth() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            byte[] seed = bytes(random, 32);
            byte[] message = bytes(random, round);
            SigningKey key = NATIVE.signingKey(seed);
            byte[] raw = key.verifyingKey().raw();
            byte[] signature = key.sign(message);
            assertThat(CofactorlessEquation.holds(raw, message, signature)).isTrue();
            signature[40] ^= 1;
            assertThat(CofactorlessEquation.holds(raw, message, signature)).isFalse();
        }
    }
}
