package io.tetrarch.crypto.keyfile;

import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Encryption by passphrase: PBES2 (RFC 8018) with PBKDF2-HMAC-SHA256 and AES-256-CBC, as openssl 3 does it. */
final class Pbes2 {
    /** OWASP's advice for PBKDF2-HMAC-SHA256 (2023); some tenths of a second. */
    private static final int ITERATIONS = 600_000;

    /** A file may ask for no more work than this when it is opened. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int BLOCK_BYTES = 16;
    private static final int KEY_BITS = 256;

    /** PKCS#8's EncryptedPrivateKeyInfo, as far as this class deals with it; the content before or after encryption. */
    private record Sealed(Bytes salt, int iterations, Bytes iv, Bytes content) {}

    private Pbes2() {}

    /** The DER of an EncryptedPrivateKeyInfo. */
    static byte[] encrypt(byte[] plain, char[] passphrase, SecureRandom random) throws IOException {
        byte[] salt = new byte[SALT_BYTES];
        byte[] iv = new byte[BLOCK_BYTES];
        random.nextBytes(salt);
        random.nextBytes(iv);
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, passphrase, sealed(salt, ITERATIONS, iv, plain))
                .orElseThrow(() -> new IllegalStateException("encryption has no wrong passphrase"));
        AlgorithmIdentifier hmac = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        KeyDerivationFunc derivation =
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ITERATIONS, hmac));
        EncryptionScheme aes = new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv));
        AlgorithmIdentifier pbes2 =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, aes));
        return new EncryptedPrivateKeyInfo(pbes2, encrypted).getEncoded();
    }

    /**
     * What was encrypted; nothing if the passphrase is wrong. (A wrong one goes unnoticed here once in 256 times: what
     * comes out is no key then.)
     *
     * @throws IllegalArgumentException if the file is damaged or encrypted by other means
     */
    static Optional<byte[]> decrypt(byte[] der, char[] passphrase) {
        return cipher(Cipher.DECRYPT_MODE, passphrase, parse(der));
    }

    private static Sealed parse(byte[] der) {
        EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
        if (!info.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            throw new IllegalArgumentException("it is not encrypted by PBES2");
        }
        PBES2Parameters parameters =
                PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
        KeyDerivationFunc derivation = parameters.getKeyDerivationFunc();
        EncryptionScheme scheme = parameters.getEncryptionScheme();
        if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)
                || !scheme.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC)) {
            throw new IllegalArgumentException("it is not encrypted by PBKDF2 and AES-256-CBC");
        }
        PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(derivation.getParameters());
        if (!pbkdf2.getPrf().getAlgorithm().equals(PKCSObjectIdentifiers.id_hmacWithSHA256)) {
            throw new IllegalArgumentException("its key is not derived by HMAC-SHA256");
        }
        byte[] iv = ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
        int iterations = pbkdf2.getIterationCount().intValueExact();
        if (iterations < 1 || iterations > MOST_ITERATIONS || iv.length != BLOCK_BYTES) {
            throw new IllegalArgumentException("its encryption has senseless parameters");
        }
        return sealed(pbkdf2.getSalt(), iterations, iv, info.getEncryptedData());
    }

    private static Sealed sealed(byte[] salt, int iterations, byte[] iv, byte[] content) {
        return new Sealed(Bytes.wrap(salt), iterations, Bytes.wrap(iv), Bytes.wrap(content));
    }

    private static Optional<byte[]> cipher(int mode, char[] passphrase, Sealed sealed) {
        PBEKeySpec spec = new PBEKeySpec(passphrase, sealed.salt.readOnlyArray(), sealed.iterations, KEY_BITS);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(sealed.iv.readOnlyArray()));
            Arrays.fill(key, (byte) 0);
            return Optional.of(cipher.doFinal(sealed.content.readOnlyArray()));
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks PBKDF2 or AES, which every JDK must have", e);
        } finally {
            spec.clearPassword();
        }
    }
}
