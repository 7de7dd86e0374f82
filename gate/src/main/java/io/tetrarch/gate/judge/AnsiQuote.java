package io.tetrarch.gate.judge;

/** The escapes of bash's {@code $'...'} quoting, which hide words such as {@code $'\x72m'}. */
final class AnsiQuote {

    private AnsiQuote() {}

    /** Appends the characters from {@code from} to the closing quote; answers the offset behind the quote. */
    static int append(String text, int from, StringBuilder out) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\'') {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                out.append(c);
                continue;
            }
            char letter = text.charAt(at++);
            switch (letter) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'x' -> at = number(text, at, 16, 2, out);
                case 'u' -> at = number(text, at, 16, 4, out);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> at = number(text, at - 1, 8, 3, out);
                default -> out.append(letter);
            }
        }
        return Math.min(at + 1, text.length());
    }

    private static int number(String text, int from, int radix, int most, StringBuilder out) {
        int at = from;
        int value = 0;
        while (at < text.length() && at < from + most && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at), radix);
            at++;
        }
        out.append((char) value);
        return at;
    }
}
