package io.tetrarch.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.crypto.keyfile.KeyFileException;
import io.tetrarch.pbft.message.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets by HMAC-SHA3-256 under a key of its own, so that whoever reads an action can neither find a value by trying
 * nor tell two equal ones. For any thread.
 */
public final class SecretSeal {
    private static final String ALGORITHM = "HmacSHA3-256";
    private static final byte[] PURPOSE = "tetrarch/secret/v1\0".getBytes(UTF_8);
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final SecretKeySpec key;

    private SecretSeal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static SecretSeal of(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of a seal has " + KEY_BYTES + " bytes");
        }
        return new SecretSeal(key);
    }

    /**
     * The seal whose key is in {@code file}, which is made, for its owner alone, where there is none.
     *
     * @throws KeyFileException if it holds no such key, or others may read it
     */
    public static SecretSeal in(Path file) throws IOException, KeyFileException {
        Path whole = Files.createTempFile(
                file.toAbsolutePath().getParent(), ".seal", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(fresh));
                channel.force(true);
            }
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // the key that is there is the one
        } finally {
            Files.deleteIfExists(whole);
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ONLY.containsAll(rights)) {
            throw new KeyFileException(file + " is open to others than its owner; run: chmod 600 " + file);
        }
        byte[] found = Files.readAllBytes(file);
        if (found.length != KEY_BYTES) {
            throw new KeyFileException(file + ": expected " + KEY_BYTES + " bytes, found " + found.length);
        }
        return new SecretSeal(found);
    }

    public SealedSecret seal(String name, String value) {
        byte[] nonce = new byte[SealedSecret.NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        return new SealedSecret(HexFormat.of().formatHex(nonce), hmac(nonce, name, value));
    }

    /** Whether this is the value that was sealed under that name. */
    public boolean fits(SealedSecret sealed, String name, String value) {
        byte[] nonce = HexFormat.of().parseHex(sealed.nonce());
        return MessageDigest.isEqual(
                sealed.hmac().toArray(), hmac(nonce, name, value).toArray());
    }

    private Digest hmac(byte[] nonce, String name, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            mac.update(nonce);
            mac.update(name.getBytes(UTF_8));
            mac.update((byte) 0);
            return Digest.of(mac.doFinal(value.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 17 on has " + ALGORITHM, e);
        }
    }
}
