package io.tetrarch.embedded.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.request.RequestNumbers;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.pbft.message.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private final SignatureScheme scheme = Ed25519Provider.BEST.load();

    @TempDir
    Path folder;

    @Test
    void aNewFolderGetsAGroupWithKeysForItsOwnersEyesOnly() throws Exception {
        try (DataFolder home = open()) {
            assertThat(home.group().replicaNames())
                    .containsExactly("analytical", "creative", "adversarial", "domain_expert");
            assertThat(Files.exists(home.groupFile())).isTrue();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("keys/creative.pem"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void openedAgainItIsTheSameGroup() throws Exception {
        Digest id = idOnce();

        assertThat(idOnce()).isEqualTo(id);
    }

    @Test
    void aFoundingCutShortBeforeItsGroupFileIsBegunAnew() throws Exception {
        Path staging = Files.createDirectories(folder.resolve(".founding/keys")).getParent();
        Files.writeString(staging.resolve("keys/creative.pem"), "half a key");

        assertThat(idOnce()).isNotNull();
        assertThat(Files.exists(staging)).isFalse();
    }

    @Test
    void aFoundingCutShortWhileMovingInIsCompleted() throws Exception {
        Digest id = idOnce();
        Path staging = Files.createDirectory(folder.resolve(".founding"));
        for (String part : List.of("gate.numbers", "charter.yaml", "group.json")) {
            Files.move(folder.resolve(part), staging.resolve(part));
        }

        assertThat(idOnce()).isEqualTo(id);
    }

    @Test
    void aFolderOfOtherThingsIsRefused() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThatThrownBy(this::open)
                .isInstanceOf(HomeRefused.class)
                .hasMessage(folder + " holds no group file but other things (notes.txt); give a folder of its own");
        assertThat(Files.exists(folder.resolve("group.json"))).isFalse();
    }

    @Test
    void aCharterThatTheGroupDidNotAgreeToIsRefused() throws Exception {
        idOnce();
        Path charter = folder.resolve("charter.yaml");
        String text = Files.readString(charter, StandardCharsets.UTF_8);
        Files.writeString(charter, text.replace("version: 1", "version: 2"));

        assertThatThrownBy(this::open)
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(charter + " is not the charter that the group has agreed to");
    }

    @Test
    void aKeyOpenToOthersIsRefused() throws Exception {
        idOnce();
        Path key = folder.resolve("keys/creative.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(this::open).isInstanceOf(HomeRefused.class).hasMessageContaining("chmod 600 " + key);
    }

    @Test
    void aMalformedGroupFileIsRefusedWithItsPlace() throws Exception {
        idOnce();
        Files.writeString(folder.resolve("group.json"), "{\n  \"format\": 7\n}");

        assertThatThrownBy(this::open)
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(folder.resolve("group.json") + ":2:");
    }

    @Test
    void requestNumbersNeverComeBackAfterARestart() throws Exception {
        long last;
        try (DataFolder home = open()) {
            RequestNumbers numbers = home.requestNumbers();
            assertThat(numbers.next()).isPositive();
            last = numbers.next();
        }
        try (DataFolder home = open()) {
            assertThat(home.requestNumbers().next()).isGreaterThan(last);
        }
    }

    private Digest idOnce() throws IOException, HomeRefused {
        try (DataFolder home = open()) {
            return home.group().id();
        }
    }

    private DataFolder open() throws IOException, HomeRefused {
        return DataFolder.open(folder, Plan.standard(), scheme, Passphrase.NONE);
    }
}
