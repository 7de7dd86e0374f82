package io.tetrarch.crypto.keyfile;

import io.tetrarch.crypto.ed25519.Ed25519Encoding;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An Ed25519 private key in a PKCS#8 PEM file, encrypted or not. The file belongs to its owner alone: it is made with
 * mode 0600 from its first byte on, and not used if anyone else has any right to it.
 */
public final class PrivateKeyFile {
    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final int MOST_BYTES = 16 * 1024;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateKeyFile() {}

    /**
     * Writes a new file, whole or not at all. An existing one is never overwritten.
     *
     * @param seed the key's 32 secret bytes
     * @param passphrase asked once; without one the key is stored in the clear
     * @throws KeyFileException if there is such a file already, or no such folder
     */
    public static void create(Path file, byte[] seed, Passphrase passphrase) throws IOException, KeyFileException {
        byte[] pkcs8 = Ed25519Encoding.pkcs8(seed);
        try {
            Optional<char[]> secret = passphrase.ask(file);
            Pem pem = secret.isPresent()
                    ? new Pem(ENCRYPTED, Bytes.wrap(Pbes2.encrypt(pkcs8, secret.get(), new SecureRandom())))
                    : new Pem(PLAIN, Bytes.copyOf(pkcs8));
            secret.ifPresent(chars -> Arrays.fill(chars, '\0'));
            createAtomically(file, pem.text().getBytes(StandardCharsets.US_ASCII));
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    /** A link appears with all of the content behind it or not at all, and fails where a name is taken. */
    private static void createAtomically(Path file, byte[] content) throws IOException, KeyFileException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new KeyFileException(file + " cannot be made: there is no folder " + folder);
        }
        Path whole = Files.createTempFile(
                folder, "." + file.getFileName(), ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            throw new KeyFileException(file + " exists already; a key file is never overwritten", e);
        } finally {
            Files.delete(whole);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /**
     * Reads the key's seed. The caller wipes it when done.
     *
     * @throws KeyFileException if there is no such file, if others than its owner have rights to it, if it is not an
     *     Ed25519 key, or if the passphrase is missing or wrong
     */
    public static byte[] read(Path file, Passphrase passphrase) throws IOException, KeyFileException {
        checkPermissions(file);
        if (Files.size(file) > MOST_BYTES) {
            throw new KeyFileException(file + " is too large for a private key file");
        }
        Pem pem = Pem.parse(Files.readString(file, StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> new KeyFileException(file + " is not a PEM file with one private key"));
        return switch (pem.label()) {
            case PLAIN ->
                Ed25519Encoding.seedFromPkcs8(pem.der().readOnlyArray()).orElseThrow(() -> notEd25519(file));
            case ENCRYPTED -> decrypt(file, pem.der().readOnlyArray(), passphrase);
            default -> throw new KeyFileException(file + " holds a '" + pem.label() + "', expected a '" + PLAIN + "'");
        };
    }

    private static void checkPermissions(Path file) throws IOException, KeyFileException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (NoSuchFileException e) {
            throw new KeyFileException("there is no private key file " + file, e);
        } catch (UnsupportedOperationException e) {
            throw new KeyFileException(file + " is on a file system without permissions, unfit for private keys", e);
        }
        Set<PosixFilePermission> others = EnumSet.allOf(PosixFilePermission.class);
        others.removeAll(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        others.retainAll(permissions);
        if (!others.isEmpty()) {
            throw new KeyFileException("private key file " + file + " is open to others than its owner ("
                    + PosixFilePermissions.toString(permissions) + "); run: chmod 600 " + file);
        }
    }

    private static byte[] decrypt(Path file, byte[] der, Passphrase passphrase) throws KeyFileException {
        char[] secret = passphrase
                .ask(file)
                .orElseThrow(() -> new KeyFileException(file + " is encrypted and needs its passphrase"));
        try {
            byte[] pkcs8 = Pbes2.decrypt(der, secret).orElseThrow(() -> wrongPassphrase(file));
            return Ed25519Encoding.seedFromPkcs8(pkcs8).orElseThrow(() -> wrongPassphrase(file));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new KeyFileException(file + " cannot be decrypted: " + e.getMessage(), e);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static KeyFileException wrongPassphrase(Path file) {
        return new KeyFileException("wrong passphrase for " + file + ", or what it holds is no Ed25519 private key");
    }

    private static KeyFileException notEd25519(Path file) {
        return new KeyFileException(file + " does not hold an Ed25519 private key");
    }
}
