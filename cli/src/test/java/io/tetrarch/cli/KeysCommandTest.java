package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {
    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aNewKeyIsItsOwnersAloneAndItsPublicHalfIsPrinted() throws IOException {
        Invocation run = Invocation.of("keys", "generate", file("a.pem")).endedQuietlyWith(0);

        assertThat(run.out().strip()).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.pem"))))
                .isEqualTo("rw-------");
        assertThat(Invocation.of("keys", "public", file("a.pem"))
                        .endedQuietlyWith(0)
                        .out())
                .isEqualTo(run.out());
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("a.pem"), "precious");

        Invocation.of("keys", "generate", file.toString())
                .refusedWith(file + " exists already; a key file is never overwritten");
        assertThat(file).hasContent("precious");
    }

    @Test
    void withoutAFolderNothingIsMade() {
        Invocation.of("keys", "generate", file("none/a.pem"))
                .refusedWith(file("none/a.pem") + ": there is no folder " + file("none"));
    }

    @Test
    void aKeyIsShownWithoutItsSecret() throws IOException, JsonRejected {
        String publicKey =
                Invocation.of("keys", "generate", file("a.pem")).out().strip();

        Invocation text = Invocation.of("keys", "show", file("a.pem")).endedQuietlyWith(0);
        var json = Invocation.of("keys", "show", file("a.pem"), "--json")
                .endedQuietlyWith(0)
                .json();

        assertThat(text.out()).contains("Ed25519, private").contains(publicKey);
        assertThat(json.member("algorithm").string()).isEqualTo("Ed25519");
        assertThat(json.member("private").bool()).isTrue();
        assertThat(json.member("publicKey").string()).isEqualTo(publicKey);
        assertThat(json.member("keyId").string()).matches("[0-9a-f]{64}").isNotEqualTo(publicKey);
        assertThat(json.object().members()).hasSize(4);
    }

    @Test
    void aPublicKeyInPemIsAKeyFileToo() throws IOException {
        String publicKey = Invocation.of("keys", "generate", file("a.pem")).out();
        String pem = Invocation.of("keys", "public", file("a.pem"), "--pem")
                .endedQuietlyWith(0)
                .out();
        Path exported = Files.writeString(folder.resolve("a.pub.pem"), pem);

        assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(Invocation.of("keys", "public", exported.toString()).out()).isEqualTo(publicKey);
        assertThat(Invocation.of("keys", "show", exported.toString()).out()).contains("Ed25519, public");
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        Invocation.of("keys", "generate", file("a.pem"));
        Files.setPosixFilePermissions(folder.resolve("a.pem"), PosixFilePermissions.fromString("rw-r--r--"));

        Invocation.of("keys", "show", file("a.pem"))
                .refusedWith("private key file " + file("a.pem")
                        + " is open to others than its owner (rw-r--r--); run: chmod 600 " + file("a.pem"));
    }

    @Test
    void whatIsNoKeyIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "hello");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        Invocation.of("keys", "show", file.toString()).refusedWith(file + " is not a PEM file with one private key");
        Invocation.of("keys", "public", file("none")).refusedWith(file("none") + ": no such file");
    }

    @Test
    void aloneItNamesItsCommands() {
        Invocation.of("keys")
                .refusedWith("expected a command: generate, new, show or public; see tetrarch keys --help");
    }
}
