package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.keyfile.KeyFileException;
import io.tetrarch.crypto.keyfile.PrivateKeyFile;
import io.tetrarch.crypto.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** The device's own key, in a file that is its owner's alone. */
final class DeviceKey {
    private DeviceKey() {}

    /** The key in this file, which is made if there is none. */
    static SigningKey readOrMake(String file) throws Failure, IOException {
        if (Files.exists(Path.of(file))) {
            return read(file);
        }
        byte[] seed = Ed25519Seed.generate(new SecureRandom());
        try {
            PrivateKeyFile.create(OutputFile.at(file).path(), seed, Passphrases.none());
            return Ed25519Provider.PORTABLE.load().signingKey(seed);
        } catch (KeyFileException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    static SigningKey read(String file) throws Failure, IOException {
        try {
            byte[] seed = PrivateKeyFile.read(Path.of(file), Passphrases.forExistingKey());
            SigningKey key = Ed25519Provider.PORTABLE.load().signingKey(seed);
            Arrays.fill(seed, (byte) 0);
            return key;
        } catch (KeyFileException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
