package io.tetrarch.crypto.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyringTest {
    private static final KnownGroup GROUP = new KnownGroup();
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();

    private static byte[] replica(int index) {
        return GROUP.replicas.get(index).verifyingKey().raw();
    }

    @Test
    void replicasAreFoundByIndexAndClientsByKeyId() {
        assertThat(GROUP.keyring.replicas()).isEqualTo(4);
        assertThat(GROUP.keyring.replica(3).orElseThrow().raw()).isEqualTo(replica(3));
        assertThat(GROUP.keyring.replica(4)).isEmpty();
        assertThat(GROUP.keyring.replica(-1)).isEmpty();
        assertThat(GROUP.keyring.client(GROUP.requests.client())).isPresent();
        assertThat(GROUP.keyring.client(Samples.DIGEST)).isEmpty();
    }

    @Test
    void aKeyOfTwoMembersIsRefused() {
        assertThatThrownBy(() -> Keyring.load(SCHEME, List.of(replica(0), replica(1), replica(0)), List.of()))
                .isInstanceOf(KeyRefusedException.class)
                .hasMessageContaining("two members");
        assertThatThrownBy(() -> Keyring.load(SCHEME, List.of(replica(0)), List.of(replica(0))))
                .isInstanceOf(KeyRefusedException.class)
                .hasMessageContaining("two members");
    }

    @Test
    void aVacantSeatHasNoKey() {
        Keyring keyring = Keyring.load(SCHEME, List.of(replica(0), new byte[0], replica(2), new byte[0]), List.of());
        assertThat(keyring.replicas()).isEqualTo(4);
        assertThat(keyring.replica(1)).isEmpty();
        assertThat(keyring.replica(2).orElseThrow().raw()).isEqualTo(replica(2));
    }

    @Test
    void keysThatNoGeneratorMakesAreRefused() {
        byte[] smallOrder = HexFormat.of().parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa");
        byte[] mixedOrder = HexFormat.of().parseHex("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d");
        assertThatThrownBy(() -> Keyring.load(SCHEME, List.of(smallOrder), List.of()))
                .isInstanceOf(KeyRefusedException.class)
                .hasMessageContaining("small order");
        assertThatThrownBy(() -> Keyring.load(SCHEME, List.of(), List.of(mixedOrder)))
                .isInstanceOf(KeyRefusedException.class)
                .hasMessageContaining("no key generator");
    }
}
