package io.tetrarch.gate.display;

import java.util.BitSet;

/**
 * Finds the letters in names that only look like letters of ASCII. A name is a word of a text without white space, quotes
 * and brackets: any, where names are expected, else one that holds a '/', a '\', an '@' or a '.' between two letters. In
 * it a run of letters is taken for a deception if it mixes such lookalikes with letters of ASCII or is made of nothing
 * else (mixed and whole scripts of Unicode Technical Standard 39): a Russian file name as such is none.
 */
final class Names {
    private static final String SEPARATORS = "\"'`()<>[]{}|;,&=";

    private final int[] text;
    private final BitSet lookalikes = new BitSet();

    private Names(int... text) {
        this.text = text;
    }

    /**
     * The places of the lookalikes in the names between {@code from} and {@code to}.
     *
     * @param expected whether every word there is a name
     */
    static BitSet lookalikes(int[] text, int from, int to, boolean expected) {
        Names names = new Names(text);
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || separates(text[at])) {
                if (expected || names.looksLikeName(start, at)) {
                    names.name(start, at);
                }
                start = at + 1;
            }
        }
        return names.lookalikes;
    }

    private static boolean separates(int codePoint) {
        return codePoint <= ' ' || SEPARATORS.indexOf(codePoint) >= 0 || codePoint == 0xA0 || codePoint == 0x3000;
    }

    private boolean looksLikeName(int from, int to) {
        for (int at = from; at < to; at++) {
            switch (ascii(text[at])) {
                case "/", "\\", "@" -> {
                    return true;
                }
                case "." -> {
                    if (at > from && at + 1 < to && isOfWord(text[at - 1]) && isOfWord(text[at + 1])) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private static String ascii(int codePoint) {
        return codePoint < 0x80 ? Character.toString(codePoint) : Characters.lookalike(codePoint);
    }

    private void name(int from, int to) {
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || !isOfWord(text[at])) {
                word(start, at);
                start = at + 1;
                if (at < to) {
                    mark(at);
                }
            }
        }
    }

    private void word(int from, int to) {
        boolean mixed = false;
        boolean whole = true;
        for (int at = from; at < to; at++) {
            boolean ascii = text[at] < 0x80;
            mixed |= ascii && Character.isLetter(text[at]);
            whole &= ascii || !Characters.lookalike(text[at]).isEmpty();
        }
        if (mixed || whole) {
            for (int at = from; at < to; at++) {
                mark(at);
            }
        }
    }

    private void mark(int at) {
        if (!Characters.lookalike(text[at]).isEmpty()) {
            lookalikes.set(at);
        }
    }

    /** A letter, a mark or a digit. */
    private static boolean isOfWord(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }
}
