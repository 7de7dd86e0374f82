package io.tetrarch.crypto.ed25519;

import io.tetrarch.crypto.signature.SignatureScheme;
import java.util.Locale;
import java.util.Optional;

/** Which code computes Ed25519. All choices accept exactly the same signatures; they differ in speed. */
public enum Ed25519Provider {
    /** Native where its jar is there and its library loads, else portable. */
    BEST {
        @Override
        public SignatureScheme load() {
            return nativeScheme().orElseGet(PortableEd25519::new);
        }
    },
    /** AWS-LC, or an error where it does not load. */
    NATIVE {
        @Override
        public SignatureScheme load() {
            return nativeScheme()
                    .orElseThrow(() -> new IllegalStateException(
                            "the native Ed25519 library does not load on this machine; choose portable"));
        }
    },
    /** BouncyCastle. */
    PORTABLE {
        @Override
        public SignatureScheme load() {
            return new PortableEd25519();
        }
    };

    /** The system property that names the choice: {@code best}, {@code native} or {@code portable}. */
    public static final String PROPERTY = "tetrarch.ed25519";

    /** Without the provider's jar the class that uses it does not even link, so its own care comes too late. */
    private static Optional<SignatureScheme> nativeScheme() {
        try {
            return NativeEd25519.load().map(scheme -> scheme);
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    /** Loads the scheme. It is meant to be done once, at the root of the program. */
    public abstract SignatureScheme load();

    /**
     * The choice of the system property {@value #PROPERTY}, {@link #BEST} if it is not set.
     *
     * @throws IllegalArgumentException if the property names no provider
     */
    public static Ed25519Provider fromSystemProperty() {
        return fromSystemPropertyOr(BEST);
    }

    /**
     * The choice of the system property {@value #PROPERTY}. A program that makes or checks some dozen signatures and ends
     * is done sooner with {@link #PORTABLE} than the native library is loaded.
     *
     * @param otherwise the choice if the property is not set
     * @throws IllegalArgumentException if the property names no provider
     */
    public static Ed25519Provider fromSystemPropertyOr(Ed25519Provider otherwise) {
        String name = System.getProperty(PROPERTY);
        if (name == null) {
            return otherwise;
        }
        for (Ed25519Provider provider : values()) {
            if (provider.name().toLowerCase(Locale.ROOT).equals(name)) {
                return provider;
            }
        }
        throw new IllegalArgumentException(
                "system property " + PROPERTY + " is '" + name + "'; expected best, native or portable");
    }
}
