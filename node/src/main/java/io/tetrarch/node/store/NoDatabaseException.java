package io.tetrarch.node.store;

import java.io.IOException;

/** Something is to be kept in a folder, and nothing on the class path can. Nothing has been touched. */
public final class NoDatabaseException extends IOException {
    private static final long serialVersionUID = 1L;

    NoDatabaseException() {
        super("what is kept in a folder needs a database: io.tetrarch:tetrarch-rocks is not on the class path");
    }
}
