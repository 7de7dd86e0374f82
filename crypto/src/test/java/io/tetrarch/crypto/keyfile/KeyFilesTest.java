package io.tetrarch.crypto.keyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.ed25519.Ed25519Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
    private static final Passphrase RIGHT = Passphrase.of("correct horse ü".toCharArray());
    private static final Passphrase WRONG = Passphrase.of("incorrect horse".toCharArray());

    private final byte[] seed = Ed25519Seed.generate(new SecureRandom());

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("replica.key");
    }

    private void assertRefused(Passphrase passphrase, String why) {
        assertThatThrownBy(() -> PrivateKeyFile.read(file, passphrase))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    @Test
    void aKeyIsReadBack() throws IOException, KeyFileException {
        PrivateKeyFile.create(file, seed, Passphrase.NONE);
        assertThat(PrivateKeyFile.read(file, Passphrase.NONE)).isEqualTo(seed);
    }

    @Test
    void anEncryptedKeyIsReadBackWithItsPassphraseAlone() throws IOException, KeyFileException {
        PrivateKeyFile.create(file, seed, RIGHT);
        assertThat(PrivateKeyFile.read(file, RIGHT)).isEqualTo(seed);
        assertRefused(WRONG, "wrong passphrase");
        assertRefused(Passphrase.NONE, "needs its passphrase");
    }

    @Test
    void aNewFileBelongsToItsOwnerAloneAndLeavesNothingBeside() throws IOException, KeyFileException {
        PrivateKeyFile.create(file, seed, Passphrase.NONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws IOException, KeyFileException {
        PrivateKeyFile.create(file, seed, Passphrase.NONE);
        byte[] other = Ed25519Seed.generate(new SecureRandom());
        assertThatThrownBy(() -> PrivateKeyFile.create(file, other, Passphrase.NONE))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("exists already");
        assertThat(PrivateKeyFile.read(file, Passphrase.NONE)).isEqualTo(seed);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void aKeyForAFolderThatIsNotThereIsRefused() {
        Path lost = folder.resolve("missing").resolve("replica.key");
        assertThatThrownBy(() -> PrivateKeyFile.create(lost, seed, Passphrase.NONE))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("there is no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rw--w----", "rw------x"})
    void aFileThatIsOpenToOthersIsRefused(String permissions) throws IOException, KeyFileException {
        PrivateKeyFile.create(file, seed, Passphrase.NONE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertRefused(Passphrase.NONE, "chmod 600");
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused(Passphrase.NONE, "there is no private key file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN PRIVATE KEY-----\n?\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAA=A\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
            })
    void aFileThatIsNoPemIsRefused(String content) throws IOException {
        write(content);
        assertRefused(Passphrase.NONE, "is not a PEM file");
    }

    @Test
    void aPemOfSomethingElseIsRefused() throws IOException {
        write("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertRefused(Passphrase.NONE, "does not hold an Ed25519 private key");
        write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertRefused(Passphrase.NONE, "holds a 'CERTIFICATE'");
        write("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAMCAQA=\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertRefused(RIGHT, "cannot be decrypted");
        write("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertRefused(RIGHT, "cannot be decrypted");
        write("x".repeat(20_000));
        assertRefused(Passphrase.NONE, "too large");
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aPublicKeyIsReadBack() {
        byte[] raw = new byte[32];
        raw[0] = 9;
        assertThat(PublicKeyPem.read(PublicKeyPem.write(raw)).orElseThrow()).isEqualTo(raw);
        assertThat(PublicKeyPem.read("no key")).isEmpty();
        assertThat(PublicKeyPem.read("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
                .isEmpty();
    }
}
