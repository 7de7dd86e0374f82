package io.tetrarch.node.store;

import java.io.IOException;

/** A store is sound, as far as can be told, but another group's or replica's, or another version's. */
public final class StoreRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreRefusedException(String message) {
        super(message);
    }

    public StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
