package io.tetrarch.node.store;

import java.io.IOException;

/**
 * What a replica's store holds is not, or not all, that was written to it. Nothing may be decided on it; of the replicas,
 * only the one whose store it is has to stop. The message is one line that names the store.
 */
public final class StoreDamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreDamagedException(String message) {
        super(message);
    }

    public StoreDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
