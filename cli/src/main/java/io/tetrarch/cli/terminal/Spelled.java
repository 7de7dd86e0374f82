package io.tetrarch.cli.terminal;

import io.tetrarch.gate.display.Shown;

/**
 * The JSON of actions within a line: of its names the letters are spelled out that only look like letters of ASCII, too. It
 * stands between marks, like the colours, so that the {@link Terminal.Screen} spells nothing out twice.
 */
public final class Spelled {
    static final char BEGIN = '\uD8F8';
    static final char END = '\uD8F9';

    private Spelled() {}

    /** The whole of it. */
    public static String json(String json) {
        return BEGIN + Shown.ofJson(json).text() + END;
    }

    /** The first so many characters of it at most, before they are spelled out; then an ellipsis instead of the last brace. */
    public static String json(String json, int most) {
        return json.codePointCount(0, json.length()) <= most
                ? json(json)
                : json(json.substring(0, json.offsetByCodePoints(0, most))) + "…";
    }
}
