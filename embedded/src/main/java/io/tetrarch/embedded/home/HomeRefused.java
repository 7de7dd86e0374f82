package io.tetrarch.embedded.home;

/** A data folder, or a file in it, cannot be used as it is. The message is one line that names it and says why. */
public final class HomeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean inUse;

    public HomeRefused(String message) {
        super(message);
        this.inUse = false;
    }

    public HomeRefused(String message, Throwable cause) {
        super(message, cause);
        this.inUse = false;
    }

    private HomeRefused(String message, boolean inUse) {
        super(message);
        this.inUse = inUse;
    }

    /** A folder that is sound, but open elsewhere. */
    static HomeRefused inUse(String message) {
        return new HomeRefused(message, true);
    }

    /** Whether the only thing wrong is that someone has it open, so that it may be had later. */
    public boolean isInUse() {
        return inUse;
    }
}
