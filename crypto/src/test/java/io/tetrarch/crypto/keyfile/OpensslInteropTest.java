package io.tetrarch.crypto.keyfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and signatures go both ways between us and the openssl command, which must be installed (version 3). */
class OpensslInteropTest {
    private static final byte[] MESSAGE = "an action".getBytes(StandardCharsets.UTF_8);
    private static final String WORDS = "correct horse";

    private final SignatureScheme scheme = Ed25519Provider.BEST.load();
    private final byte[] seed = new byte[32];

    @TempDir
    private Path folder;

    /** Runs openssl in the folder and returns what it printed; fails with it if openssl does. */
    private byte[] openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as("%s: %s", command, Files.readString(folder.resolve("errors")))
                .isZero();
        return output;
    }

    private String publicKeyByOpenssl(String... source) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("pkey", "-pubout"));
        arguments.addAll(Arrays.asList(source));
        return new String(openssl(arguments.toArray(new String[0])), StandardCharsets.US_ASCII);
    }

    @Test
    void opensslReadsOurKeys() throws IOException, InterruptedException, KeyFileException {
        SigningKey key = scheme.signingKey(seed);
        String publicKey = PublicKeyPem.write(key.verifyingKey().raw());
        PrivateKeyFile.create(folder.resolve("plain.pem"), seed, Passphrase.NONE);
        PrivateKeyFile.create(folder.resolve("encrypted.pem"), seed, Passphrase.of(WORDS.toCharArray()));
        assertThat(publicKeyByOpenssl("-in", "plain.pem")).isEqualTo(publicKey);
        assertThat(publicKeyByOpenssl("-in", "encrypted.pem", "-passin", "pass:" + WORDS))
                .isEqualTo(publicKey);
    }

    @Test
    void weReadOpensslsKeys() throws IOException, InterruptedException, KeyFileException {
        openssl("genpkey", "-algorithm", "ed25519", "-out", "plain.pem");
        openssl("pkey", "-in", "plain.pem", "-aes256", "-passout", "pass:" + WORDS, "-out", "encrypted.pem");
        for (String name : List.of("plain.pem", "encrypted.pem")) {
            byte[] read = PrivateKeyFile.read(folder.resolve(name), Passphrase.of(WORDS.toCharArray()));
            byte[] raw = scheme.signingKey(read).verifyingKey().raw();
            assertThat(PublicKeyPem.write(raw)).isEqualTo(publicKeyByOpenssl("-in", "plain.pem"));
        }
    }

    @Test
    void opensslVerifiesOurSignatures() throws IOException, InterruptedException {
        SigningKey key = scheme.signingKey(seed);
        Files.writeString(
                folder.resolve("public.pem"),
                PublicKeyPem.write(key.verifyingKey().raw()));
        Files.write(folder.resolve("message"), MESSAGE);
        Files.write(folder.resolve("signature"), key.sign(MESSAGE));
        byte[] output = openssl(
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                "public.pem",
                "-rawin",
                "-in",
                "message",
                "-sigfile",
                "signature");
        assertThat(new String(output, StandardCharsets.US_ASCII)).contains("Verified Successfully");
    }

    @Test
    void weVerifyOpensslsSignatures() throws IOException, InterruptedException {
        openssl("genpkey", "-algorithm", "ed25519", "-out", "key.pem");
        Files.write(folder.resolve("message"), MESSAGE);
        byte[] signature = openssl("pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "message");
        byte[] raw = PublicKeyPem.read(publicKeyByOpenssl("-in", "key.pem")).orElseThrow();
        assertThat(scheme.verifyingKey(raw).verify(MESSAGE, signature)).isTrue();
    }
}
