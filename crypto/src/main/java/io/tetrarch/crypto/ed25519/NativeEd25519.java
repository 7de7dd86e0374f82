package io.tetrarch.crypto.ed25519;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.tetrarch.crypto.file.NativeFolder;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 by AWS-LC through the Amazon Corretto Crypto Provider, several times faster than Java code. The provider is
 * used as an object and never installed, so the rest of the Java process keeps the providers it had.
 */
public final class NativeEd25519 implements SignatureScheme {
    /** The provider offers its key factory, hence native keys, only with this set when its class is initialised. */
    private static final String KEY_FACTORY_PROPERTY = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

    /** Where the provider unpacks its library while it loads it. */
    private static final String FOLDER_PROPERTY = "com.amazon.corretto.crypto.provider.tmpdir";

    /** The provider buffers a message whole and stops at this many bytes; beyond it the portable scheme takes over. */
    private static final int MAX_NATIVE_MESSAGE = 1 << 20;

    private final KeyFactory keyFactory;
    private final String version;
    private final PortableEd25519 portable = new PortableEd25519();
    private final ThreadLocal<Signature> engine;

    private NativeEd25519(KeyFactory keyFactory, String version) {
        this.keyFactory = keyFactory;
        this.version = version;
        Provider provider = keyFactory.getProvider();
        this.engine = ThreadLocal.withInitial(() -> newEngine(provider));
    }

    /** The native scheme, or nothing where its library does not load: another platform, or a read-only temp folder. */
    public static Optional<NativeEd25519> load() {
        try {
            AmazonCorrettoCryptoProvider provider = provider();
            if (provider.getLoadingError() != null) {
                return Optional.empty();
            }
            KeyFactory keyFactory = KeyFactory.getInstance("Ed25519", provider);
            NativeEd25519 scheme = new NativeEd25519(keyFactory, provider.getAwsLcVersionStr());
            newEngine(provider);
            return Optional.of(scheme);
        } catch (GeneralSecurityException | IOException | IllegalStateException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Sets the properties only while the provider's class is initialised: they are nobody else's business. */
    private static synchronized AmazonCorrettoCryptoProvider provider() throws IOException {
        try (NativeFolder folder = NativeFolder.make()) {
            String unpacked = folder.path().toString();
            return with(
                    KEY_FACTORY_PROPERTY,
                    "true",
                    () -> with(FOLDER_PROPERTY, unpacked, () -> AmazonCorrettoCryptoProvider.INSTANCE));
        }
    }

    private static <T> T with(String property, String value, Supplier<T> made) {
        String before = System.getProperty(property);
        System.setProperty(property, value);
        try {
            return made.get();
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    private static Signature newEngine(Provider provider) {
        try {
            return Signature.getInstance("Ed25519", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the native provider no longer offers Ed25519", e);
        }
    }

    @Override
    public String name() {
        return "Ed25519 (native, " + version + ")";
    }

    @Override
    public SigningKey signingKey(byte[] seed) {
        return new Key(Ed25519Seed.copyOf(seed));
    }

    @Override
    public VerifyingKey verifyingKey(byte[] raw) {
        return Ed25519PublicKey.of(raw, this::equation);
    }

    private Ed25519PublicKey.Equation equation(byte[] raw) {
        PublicKey key = nativePublicKey(raw);
        VerifyingKey large = portable.verifyingKey(raw);
        return (message, signature) -> message.length > MAX_NATIVE_MESSAGE
                ? large.verify(message, signature)
                : verify(key, message, signature);
    }

    private PublicKey nativePublicKey(byte[] raw) {
        try {
            return keyFactory.generatePublic(new X509EncodedKeySpec(Ed25519Encoding.subjectPublicKeyInfo(raw)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the native provider refused a key that passed the policy", e);
        }
    }

    private boolean verify(PublicKey key, byte[] message, byte[] signature) {
        Signature verifier = engine.get();
        try {
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the native provider refused its own key", e);
        } catch (SignatureException e) {
            // The provider throws rather than answers false for some malformed encodings.
            return false;
        }
    }

    private final class Key implements SigningKey {
        private final PrivateKey key;
        private final SigningKey large;
        private final VerifyingKey verifyingKey;

        Key(byte[] seed) {
            byte[] publicKey = new byte[StrictPolicy.KEY_LENGTH];
            Ed25519.generatePublicKey(seed, 0, publicKey, 0);
            this.verifyingKey = NativeEd25519.this.verifyingKey(publicKey);
            this.large = portable.signingKey(seed);
            try {
                this.key = keyFactory.generatePrivate(new PKCS8EncodedKeySpec(Ed25519Encoding.pkcs8(seed)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the native provider refused a 32-byte private key", e);
            }
        }

        @Override
        public byte[] sign(byte[] message) {
            if (message.length > MAX_NATIVE_MESSAGE) {
                return large.sign(message);
            }
            Signature signer = engine.get();
            try {
                signer.initSign(key);
                signer.update(message);
                return signer.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the native provider failed to sign", e);
            }
        }

        @Override
        public VerifyingKey verifyingKey() {
            return verifyingKey;
        }

        @Override
        public String toString() {
            return "private key of " + verifyingKey;
        }
    }
}
