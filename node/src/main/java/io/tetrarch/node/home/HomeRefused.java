package io.tetrarch.node.home;

/** A data folder, or a file in it, cannot be used as it is. The message is one line that names it and says why. */
public final class HomeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public HomeRefused(String message) {
        super(message);
    }

    public HomeRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
