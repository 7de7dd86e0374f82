package io.tetrarch.client.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody has it open already. */
public final class InUseException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean byThisProcess;

    InUseException(Path file, boolean byThisProcess) {
        super(file + " is in use by " + (byThisProcess ? "this process already" : "another process"));
        this.byThisProcess = byThisProcess;
    }

    /** Whether this very process has it open, so that waiting would be in vain. */
    public boolean isByThisProcess() {
        return byThisProcess;
    }
}
