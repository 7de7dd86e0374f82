package io.tetrarch.crypto.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Vectors.Vector;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Known vectors on every provider. Each must load: a test that cannot run native code fails. */
class Ed25519VectorsTest {

    private static boolean accepts(SignatureScheme scheme, Vector vector) {
        try {
            return scheme.verifyingKey(vector.publicKey()).verify(vector.message(), vector.signature());
        } catch (KeyRefusedException e) {
            return false;
        }
    }

    private static Stream<Arguments> onBothProviders(List<Vector> vectors) {
        return Stream.of(Ed25519Provider.NATIVE.load(), Ed25519Provider.PORTABLE.load())
                .flatMap(scheme -> vectors.stream().map(vector -> Arguments.of(scheme, vector)));
    }

    static Stream<Arguments> wycheproof() {
        return onBothProviders(Vectors.wycheproof());
    }

    static Stream<Arguments> speccheck() {
        return onBothProviders(Vectors.speccheck());
    }

    @ParameterizedTest
    @MethodSource
    void wycheproof(SignatureScheme scheme, Vector vector) {
        assertThat(accepts(scheme, vector)).isEqualTo(vector.accepted());
    }

    @ParameterizedTest
    @MethodSource
    void speccheck(SignatureScheme scheme, Vector vector) {
        assertThat(accepts(scheme, vector)).isEqualTo(vector.accepted());
    }

    @Test
    void noVectorIsMissing() {
        assertThat(Vectors.wycheproof()).hasSize(151);
        assertThat(Vectors.speccheck()).hasSize(12);
    }
}
