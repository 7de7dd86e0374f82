package io.tetrarch.cli.terminal;

/** Colours text where a person reads it, and leaves it alone where not. Words carry the meaning; colour only helps. */
public enum Paint {
    PLAIN,
    ANSI;

    public String good(String text) {
        return wrap("32", text);
    }

    public String bad(String text) {
        return wrap("31", text);
    }

    public String caution(String text) {
        return wrap("33", text);
    }

    public String strong(String text) {
        return wrap("1", text);
    }

    public String faint(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return switch (this) {
            case PLAIN -> text;
            case ANSI -> "\u001B[" + code + "m" + text + "\u001B[0m";
        };
    }
}
