package io.tetrarch.reading.shell;

/** How a command comes to run. */
public enum Origin {
    /** It stands in the text. */
    TEXT,
    /** Inside {@code $(...)}, backquotes or a process substitution. */
    SUBSTITUTION,
    /** In text given to a shell or to {@code eval}: an option, a here-document, a file written just before. */
    NESTED,
    /** In text that was printed into a shell. */
    PIPED,
    /** In text that had to be decoded first. */
    DECODED,
    /** In the code of another language. */
    INLINE,
    /** Later: a trap, an alias, a function that the text defines and does not call, a job for another time. */
    DEFERRED,
    /** A function that calls itself. */
    RECURSION
}
