package io.tetrarch.client;

/** A text that is no charter, with the place in it. Carries no stack trace: it speaks of a file. */
public final class CharterRefused extends GateException {
    private static final long serialVersionUID = 1L;

    /** @param problem in one line, that begins with line and column */
    public CharterRefused(String problem) {
        super(problem, false);
    }

    /** The one line a user reads: {@code FILE:LINE:COLUMN: problem}. */
    public String in(String file) {
        return file + ":" + getMessage();
    }
}
