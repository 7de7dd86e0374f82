package io.tetrarch.cli.exit;

import io.tetrarch.json.JsonRejected;

/**
 * A command's end that its user has to hear about, in one line and without a stack trace: it speaks of the input, not
 * of the program.
 */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String line) {
        super(line, null, false, false);
        this.exitCode = exitCode;
    }

    /** What the user gave cannot be used; {@code line} names it, and what was expected. */
    public static Failure badInput(String line) {
        return new Failure(ExitCode.BAD_INPUT, line);
    }

    /** Something that was to be checked does not hold; {@code line} names it. */
    public static Failure checkFailed(String line) {
        return new Failure(ExitCode.CHECK_FAILED, line);
    }

    /** A file whose text is refused at a place in it. */
    public static Failure badInput(String file, JsonRejected rejected) {
        return badInput(rejected.in(file));
    }

    public int exitCode() {
        return exitCode;
    }

    /** The line to print. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
