package io.tetrarch.cli.terminal;

import org.jspecify.annotations.Nullable;

/**
 * The colours, each with the mark that stands for it until a line is drawn. A mark is half of a surrogate pair, which no
 * text has that came as UTF-8: whatever an action says, it cannot colour a terminal, and an escape sequence in it is shown
 * and not obeyed.
 */
enum Ink {
    GOOD('\uD8F0', "32"),
    BAD('\uD8F1', "31"),
    CAUTION('\uD8F2', "33"),
    STRONG('\uD8F3', "1"),
    FAINT('\uD8F4', "2"),
    END('\uD8F5', "0");

    private final char mark;
    private final String code;

    Ink(char mark, String code) {
        this.mark = mark;
        this.code = code;
    }

    String mark() {
        return Character.toString(mark);
    }

    /** The sequence that a terminal obeys (ECMA-48, SGR). */
    String sequence() {
        return "\u001B[" + code + "m";
    }

    /** Whose mark stands there; null if none does. */
    static @Nullable Ink at(String text, int place) {
        char mark = text.charAt(place);
        boolean pair = place + 1 < text.length() && Character.isLowSurrogate(text.charAt(place + 1));
        if (pair || mark < GOOD.mark || mark > END.mark) {
            return null;
        }
        return values()[mark - GOOD.mark];
    }
}
