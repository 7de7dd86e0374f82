package io.tetrarch.crypto.signature;

/** A key that must not be used. The message is one line that says which key and why. */
public final class KeyRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public KeyRefusedException(String message) {
        super(message);
    }

    public KeyRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
