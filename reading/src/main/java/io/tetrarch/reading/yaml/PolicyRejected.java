package io.tetrarch.reading.yaml;

/** A policy or charter that cannot be used, with the place in its file. Carries no stack trace: it speaks of a file. */
public final class PolicyRejected extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param line from 1; so is {@code column} */
    public PolicyRejected(int line, int column, String problem) {
        super(line + ":" + column + ": " + problem, null, false, false);
    }

    /** The one line a user reads: {@code FILE:LINE:COLUMN: problem}. */
    public String in(String file) {
        return file + ":" + getMessage();
    }
}
