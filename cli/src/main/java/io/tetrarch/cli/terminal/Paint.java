package io.tetrarch.cli.terminal;

/**
 * Colours text where a person reads it, and leaves it alone where not. Words carry the meaning; colour only helps. What
 * comes back is for a {@link Terminal.Screen}, which puts the colours on.
 */
public enum Paint {
    PLAIN,
    ANSI;

    public String good(String text) {
        return wrap(Ink.GOOD, text);
    }

    public String bad(String text) {
        return wrap(Ink.BAD, text);
    }

    public String caution(String text) {
        return wrap(Ink.CAUTION, text);
    }

    public String strong(String text) {
        return wrap(Ink.STRONG, text);
    }

    public String faint(String text) {
        return wrap(Ink.FAINT, text);
    }

    private String wrap(Ink ink, String text) {
        return switch (this) {
            case PLAIN -> text;
            case ANSI -> ink.mark() + text + Ink.END.mark();
        };
    }
}
