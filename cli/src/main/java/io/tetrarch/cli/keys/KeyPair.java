package io.tetrarch.cli.keys;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.keyfile.KeyFileException;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.keyfile.PrivateKeyFile;
import io.tetrarch.crypto.keyfile.PublicKeyPem;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * What of a key file may be shown.
 *
 * @param hasPrivate whether the file holds the private half
 * @param publicKey 32 bytes
 */
record KeyPair(boolean hasPrivate, Bytes publicKey) {
    private static final int MOST_BYTES = 16 * 1024;

    /** Draws a key and stores it in a new file. */
    static KeyPair generate(String file, Passphrase passphrase) throws Failure, IOException {
        Path path = OutputFile.at(file).path();
        byte[] seed = Ed25519Seed.generate(new SecureRandom());
        try {
            PrivateKeyFile.create(path, seed, passphrase);
            return ofSeed(seed);
        } catch (KeyFileException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Reads a private or a public key file. */
    static KeyPair read(String file) throws Failure, IOException {
        InputFile input = InputFile.read(file, MOST_BYTES);
        Optional<byte[]> raw = PublicKeyPem.read(new String(input.bytes(), StandardCharsets.ISO_8859_1));
        if (raw.isPresent()) {
            return new KeyPair(false, Bytes.wrap(raw.get()));
        }
        try {
            byte[] seed = PrivateKeyFile.read(Path.of(file), Passphrases.forExistingKey());
            KeyPair pair = ofSeed(seed);
            Arrays.fill(seed, (byte) 0);
            return pair;
        } catch (KeyFileException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static KeyPair ofSeed(byte[] seed) {
        byte[] raw =
                Ed25519Provider.PORTABLE.load().signingKey(seed).verifyingKey().raw();
        return new KeyPair(true, Bytes.wrap(raw));
    }

    /** What signatures name the key by. */
    Digest keyId() {
        return Hash.sha3(publicKey.readOnlyArray());
    }
}
