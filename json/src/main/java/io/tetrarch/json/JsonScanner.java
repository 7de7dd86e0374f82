package io.tetrarch.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The tokens of JSON: a cursor over UTF-8 bytes that reads strings, numbers and literals, and says where it is. */
final class JsonScanner {

    /** What {@link #peek} answers behind the last byte. */
    private static final int END = -1;

    /** Integers of so many digits are doubles beyond doubt (10^15 is less than 2^53). */
    private static final int SAFE_DIGITS = 15;

    private final byte[] bytes;
    private int at;

    JsonScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    int offset() {
        return at;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    int peek() {
        return at < bytes.length ? bytes[at] & 0xFF : END;
    }

    void skip() {
        at++;
    }

    boolean skipIf(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    void skipSpace() {
        while (at < bytes.length && isSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    void refuseByteOrderMark() throws JsonRejected {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            throw at(0, "expected a value, found a byte order mark");
        }
    }

    void literal(String word) throws JsonRejected {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != word.charAt(i)) {
                throw at(at, "expected " + word);
            }
        }
        at += word.length();
    }

    /**
     * A number that a double holds. Too large for a double is refused, and so is a number other than zero that would
     * become zero. An integer written without fraction or exponent must keep its value: 9007199254740993 would become
     * ...992, another account number, and is refused, and so is 2^60, which a double holds but RFC 8785 writes with other
     * last digits; 9007199254740992 is taken. Written with a fraction or an exponent
     * it stands for the nearest double, as everywhere.
     */
    double number() throws JsonRejected {
        int start = at;
        boolean negative = skipIf('-');
        int first = at;
        digits();
        int intDigits = at - first;
        if (intDigits > 1 && bytes[first] == '0') {
            throw at(first, "expected a number without leading zeros");
        }
        boolean integer = true;
        if (skipIf('.')) {
            integer = false;
            digits();
        }
        int mantissaEnd = at;
        if (peek() == 'e' || peek() == 'E') {
            integer = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        if (integer && intDigits <= SAFE_DIGITS) {
            return smallInteger(first, negative);
        }
        String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw at(start, "expected a number within the range of a double, found a larger one");
        }
        if (value == 0 && !isZero(first, mantissaEnd)) {
            throw at(start, "expected a number within the range of a double, found one too close to zero");
        }
        if (integer && new BigDecimal(text).compareTo(new BigDecimal(EcmaNumber.format(value))) != 0) {
            throw at(
                    start,
                    "expected an integer that keeps its digits, for as a JSON number this one would be written "
                            + EcmaNumber.format(value) + " (put it in a string)");
        }
        return value;
    }

    /** A number whose value has this one spelling: see {@link JsonLimits}. */
    double wholeNumber() throws JsonRejected {
        int start = at;
        double value = number();
        boolean plain = true;
        for (int i = start; i < at; i++) {
            plain &= bytes[i] == '-' || bytes[i] >= '0' && bytes[i] <= '9';
        }
        if (!plain || Math.abs(value) > JsonLimits.MOST_WHOLE || bytes[start] == '-' && value == 0) {
            throw at(start, "expected a whole number of digits alone, at most 2^53-1");
        }
        return value;
    }

    private void digits() throws JsonRejected {
        int start = at;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw expected("a digit");
        }
    }

    private double smallInteger(int first, boolean negative) {
        long value = 0;
        for (int i = first; i < at; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return negative ? -value : value;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] >= '1' && bytes[i] <= '9') {
                return false;
            }
        }
        return true;
    }

    /** The string that begins here, its escapes resolved. */
    String string() throws JsonRejected {
        int start = ++at;
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b == '"') {
                // plain ASCII so far: the common case, without a builder
                return new String(bytes, start, at++ - start, StandardCharsets.ISO_8859_1);
            }
            if (b < ' ' || b == '\\') {
                break;
            }
            at++;
        }
        StringBuilder text = new StringBuilder(at - start + 16);
        for (int i = start; i < at; i++) {
            text.append((char) bytes[i]);
        }
        while (!skipIf('"')) {
            character(text);
        }
        return text.toString();
    }

    private void character(StringBuilder text) throws JsonRejected {
        int b = peek();
        if (b == END) {
            throw expected("'\"' at the end of a string");
        }
        if (b < ' ') {
            throw expected("no raw control character in a string (write it as \\u" + hex4(b) + ")");
        }
        if (b == '\\') {
            escape(text);
        } else if (b < 0x80) {
            text.append((char) b);
            at++;
        } else {
            text.appendCodePoint(multiByte(b));
        }
    }

    private void escape(StringBuilder text) throws JsonRejected {
        int start = at++;
        int letter = peek();
        at++;
        switch (letter) {
            case '"', '\\', '/' -> text.append((char) letter);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> unicodeEscape(text, start);
            default -> throw at(start, "expected an escape such as \\n, \\\" or \\u000a");
        }
    }

    private void unicodeEscape(StringBuilder text, int start) throws JsonRejected {
        char unit = (char) hexDigits(start);
        text.append(unit);
        if (!Character.isSurrogate(unit)) {
            return;
        }
        if (Character.isHighSurrogate(unit) && skipIf('\\') && skipIf('u')) {
            char low = (char) hexDigits(at - 2);
            if (Character.isLowSurrogate(low)) {
                text.append(low);
                return;
            }
        }
        throw at(start, "expected a pair of surrogates, found a lone one");
    }

    private int hexDigits(int start) throws JsonRejected {
        int value = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw at(start, "expected four hexadecimal digits after \\u");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** One code point of two to four bytes by table 3-7 of the Unicode standard: no overlong form, no surrogate. */
    private int multiByte(int lead) throws JsonRejected {
        int start = at++;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return (lead & 0x1F) << 6 | continuation(start, 0x80, 0xBF);
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            int second = continuation(start, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
            return (lead & 0x0F) << 12 | second << 6 | continuation(start, 0x80, 0xBF);
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            int second = continuation(start, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
            int third = continuation(start, 0x80, 0xBF);
            return (lead & 0x07) << 18 | second << 12 | third << 6 | continuation(start, 0x80, 0xBF);
        }
        throw at(start, "expected valid UTF-8");
    }

    private int continuation(int start, int low, int high) throws JsonRejected {
        int b = peek();
        if (b < low || b > high) {
            throw at(start, "expected valid UTF-8");
        }
        at++;
        return b & 0x3F;
    }

    /** A rejection here: what was expected, and what stands here instead. */
    JsonRejected expected(String what) {
        return at(at, "expected " + what + ", found " + found());
    }

    JsonRejected at(int offset, String problem) {
        TextPosition position = TextPosition.of(bytes, Math.min(offset, bytes.length));
        return new JsonRejected(position.line(), position.column(), problem);
    }

    private String found() {
        int b = peek();
        if (b == END) {
            return "the end of the text";
        }
        if (b == '\'') {
            return "a single quote";
        }
        return b > ' ' && b < 0x7F ? "'" + (char) b + "'" : "byte 0x" + hex4(b).substring(2);
    }

    private static String hex4(int value) {
        return String.format("%04x", value);
    }
}
