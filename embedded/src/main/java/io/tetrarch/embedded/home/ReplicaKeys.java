package io.tetrarch.embedded.home;

import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.keyfile.KeyFileException;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.keyfile.PrivateKeyFile;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The private keys in a folder, found by their public halves. For any thread. */
final class ReplicaKeys {
    /** Enough of a public key to tell files apart. */
    private static final int SHOWN_DIGITS = 16;

    private final SignatureScheme scheme;
    private final Passphrase passphrase;
    private final Path later;
    private final Map<Bytes, SigningKey> known = new ConcurrentHashMap<>();

    /** @param later the folder of the keys that were made after the founding; need not exist */
    ReplicaKeys(SignatureScheme scheme, Passphrase passphrase, Path later) throws IOException, HomeRefused {
        this.scheme = scheme;
        this.passphrase = passphrase;
        this.later = later;
        if (Files.isDirectory(later)) {
            try (Stream<Path> files = Files.list(later)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".pem"))
                        .sorted()
                        .toList()) {
                    add(read(file));
                }
            }
        }
    }

    private SigningKey read(Path file) throws IOException, HomeRefused {
        try {
            byte[] seed = PrivateKeyFile.read(file, passphrase);
            SigningKey key = scheme.signingKey(seed);
            Arrays.fill(seed, (byte) 0);
            return key;
        } catch (KeyFileException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private static Bytes publicHalf(SigningKey key) {
        return Bytes.wrap(key.verifyingKey().raw());
    }

    private void add(SigningKey key) {
        known.put(publicHalf(key), key);
    }

    /** Reads a key of the founding, which must be the one that the group file lists. */
    SigningKey read(Path file, String name, Bytes publicKey) throws IOException, HomeRefused {
        SigningKey key = read(file);
        if (!publicHalf(key).equals(publicKey)) {
            throw new HomeRefused(file + " is not the key that the group file lists for " + name);
        }
        add(key);
        return key;
    }

    Optional<SigningKey> find(Bytes publicKey) {
        return Optional.ofNullable(known.get(publicKey));
    }

    /** Makes a key that may be given a seat, keeps it, and returns its public half. */
    Bytes make(String name) throws IOException {
        byte[] seed = Ed25519Seed.generate(new SecureRandom());
        SigningKey key = scheme.signingKey(seed);
        Bytes raw = publicHalf(key);
        if (!Files.isDirectory(later)) {
            Files.createDirectory(
                    later, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try {
            PrivateKeyFile.create(
                    later.resolve(name + "-" + raw.toString().substring(0, SHOWN_DIGITS) + ".pem"), seed, passphrase);
        } catch (KeyFileException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
        for (Path folder : List.of(later, later.toAbsolutePath().getParent())) {
            Staging.sync(folder);
        }
        add(key);
        return raw;
    }
}
