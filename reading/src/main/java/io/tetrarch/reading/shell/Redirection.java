package io.tetrarch.reading.shell;

/**
 * Where a command's input comes from or its output goes.
 *
 * @param descriptor the file descriptor, -1 for both standard output and standard error
 * @param target the file, the descriptor, or the text of a here-document or here-string
 */
public record Redirection(Kind kind, int descriptor, Word target) {

    /** The kinds of redirection. */
    public enum Kind {
        READ,
        WRITE,
        APPEND,
        READ_WRITE,
        DUPLICATE,
        /** A here-document or here-string: the target is the text. */
        HERE
    }

    /** Whether a file is created, replaced or grown. */
    public boolean writes() {
        return kind == Kind.WRITE || kind == Kind.APPEND || kind == Kind.READ_WRITE;
    }
}
