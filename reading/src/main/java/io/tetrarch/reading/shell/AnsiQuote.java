package io.tetrarch.reading.shell;

/** The escapes of bash's {@code $'...'} quoting and of {@code echo -e}, which hide words such as {@code $'\x72m'}. */
final class AnsiQuote {

    private AnsiQuote() {}

    /** Reads to the closing quote, which is taken. */
    static String read(Source source) {
        StringBuilder out = new StringBuilder();
        while (!source.atEnd() && source.peek() != '\'') {
            one(source, out);
        }
        source.skip(1);
        return out.toString();
    }

    /** The text with its escapes resolved. */
    static String resolve(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        Source source = new Source(text);
        StringBuilder out = new StringBuilder();
        while (!source.atEnd()) {
            one(source, out);
        }
        return out.toString();
    }

    private static void one(Source source, StringBuilder out) {
        char c = source.next();
        if (c != '\\' || source.atEnd()) {
            out.append(c);
            return;
        }
        char letter = source.next();
        switch (letter) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'a', 'b', 'f', 'v', 'e', 'E' -> out.append(' ');
            case 'c' -> source.skip(1);
            case 'x' -> number(source, 16, 2, out);
            case 'u' -> number(source, 16, 4, out);
            case 'U' -> number(source, 16, 8, out);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                source.backTo(source.place() - 1);
                number(source, 8, letter == '0' ? 4 : 3, out);
            }
            case '\\', '\'', '"', '?' -> out.append(letter);
            default -> out.append('\\').append(letter);
        }
    }

    private static void number(Source source, int radix, int most, StringBuilder out) {
        int value = 0;
        for (int i = 0; i < most && Character.digit(source.peek(), radix) >= 0; i++) {
            value = value * radix + Character.digit(source.next(), radix);
        }
        if (Character.isValidCodePoint(value) && value != 0) {
            out.appendCodePoint(value);
        }
    }
}
