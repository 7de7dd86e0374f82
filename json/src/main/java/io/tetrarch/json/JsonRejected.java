package io.tetrarch.json;

/**
 * A text that is not what it should be, with the place and what was expected there. Lines and columns count from 1, a
 * column is one Unicode code point (a byte, where the text is not UTF-8). Carries no stack trace: it speaks of the
 * input, not of the program.
 */
public final class JsonRejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String problem;

    public JsonRejected(int line, int column, String problem) {
        super(line + ":" + column + ": " + problem, null, false, false);
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** What was wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The one line a user reads: {@code FILE:LINE:COLUMN: problem}. */
    public String in(String file) {
        return file + ":" + getMessage();
    }
}
