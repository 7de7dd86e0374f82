package io.tetrarch.node.store;

import java.io.IOException;

/** RocksDB's native library cannot be unpacked or loaded. The store has not been touched. */
public final class LibraryNotLoadedException extends IOException {
    private static final long serialVersionUID = 1L;

    LibraryNotLoadedException(Throwable cause) {
        super("the native library of RocksDB does not load (" + reason(cause) + ")", cause);
    }

    /** RocksDB says of every such failure the same, and the reason is in what caused it. */
    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }
}
