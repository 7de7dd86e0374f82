package io.tetrarch.crypto.keyfile;

import java.nio.file.Path;
import java.util.Optional;

/** Where the passphrase of a key file comes from. */
@FunctionalInterface
public interface Passphrase {
    /** Has none to give. */
    Passphrase NONE = file -> Optional.empty();

    /** The passphrase of this file, or nothing. Called only for an encrypted file; it may ask a person and block. */
    Optional<char[]> ask(Path file);

    /** Always the same one. */
    static Passphrase of(char[] passphrase) {
        char[] copy = passphrase.clone();
        return file -> Optional.of(copy.clone());
    }
}
