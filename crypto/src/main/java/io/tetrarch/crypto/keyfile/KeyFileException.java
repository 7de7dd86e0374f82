package io.tetrarch.crypto.keyfile;

/** A key file that cannot be used as it is. The message is one line: which file, what is wrong, and what to do. */
public final class KeyFileException extends Exception {
    private static final long serialVersionUID = 1L;

    public KeyFileException(String message) {
        super(message);
    }

    public KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
