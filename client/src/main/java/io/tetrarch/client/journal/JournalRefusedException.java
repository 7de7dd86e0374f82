package io.tetrarch.client.journal;

import java.io.IOException;

/**
 * A journal cannot be used as it is: what it forgot could be run a second time. The message is one line that names the file
 * and says why.
 */
public final class JournalRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public JournalRefusedException(String message) {
        super(message);
    }

    public JournalRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
