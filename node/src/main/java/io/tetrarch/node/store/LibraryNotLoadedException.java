package io.tetrarch.node.store;

import java.io.IOException;

/** A native library that a store stands on cannot be unpacked or loaded. The store has not been touched. */
public final class LibraryNotLoadedException extends IOException {
    private static final long serialVersionUID = 1L;

    public LibraryNotLoadedException(String message, Throwable cause) {
        super(message, cause);
    }
}
