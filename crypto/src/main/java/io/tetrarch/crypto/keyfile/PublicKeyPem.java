package io.tetrarch.crypto.keyfile;

import io.tetrarch.crypto.ed25519.Ed25519Encoding;
import io.tetrarch.pbft.message.Bytes;
import java.util.Optional;

/** An Ed25519 public key as a SubjectPublicKeyInfo in PEM, as openssl and other verifiers read it. */
public final class PublicKeyPem {
    private static final String LABEL = "PUBLIC KEY";

    private PublicKeyPem() {}

    /** The PEM text of a raw public key. */
    public static String write(byte[] raw) {
        return new Pem(LABEL, Bytes.wrap(Ed25519Encoding.subjectPublicKeyInfo(raw))).text();
    }

    /** The raw public key, or nothing if {@code text} is not one Ed25519 public key in PEM. The key is not judged. */
    public static Optional<byte[]> read(String text) {
        return Pem.parse(text)
                .filter(pem -> pem.label().equals(LABEL))
                .flatMap(pem ->
                        Ed25519Encoding.rawFromSubjectPublicKeyInfo(pem.der().readOnlyArray()));
    }
}
