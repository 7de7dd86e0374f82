package io.tetrarch.json;

import java.math.BigDecimal;

/**
 * Numbers as ECMAScript's {@code Number::toString} writes them (ECMA-262 section 6.1.6.1.20), which is what RFC 8785
 * section 3.2.2.3 asks for: the shortest digits that read back as the same double, the closest such if there are
 * several, without exponent from 1e-6 up to, not including, 1e21.
 */
final class EcmaNumber {

    private static final long EXACT_LIMIT = 1L << 53;

    private EcmaNumber() {}

    /** The text of a finite double; both zeros are {@code 0}. */
    static String format(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_LIMIT) {
            return Long.toString((long) value);
        }
        StringBuilder digits = new StringBuilder(24);
        int pointAt = shortest(Math.abs(value), digits);
        return layOut(value < 0, digits, pointAt);
    }

    /**
     * Appends the significant digits of a positive double and answers where the decimal point stands: behind so many of
     * them (below zero or beyond the last if zeros are to be filled in).
     */
    private static int shortest(double value, StringBuilder digits) {
        // Double.toString gives the shortest digits since JDK 19, but at least two of them
        String text = Double.toString(value);
        int exponentAt = text.indexOf('E');
        String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
        int exponent = exponentAt < 0 ? 0 : Integer.parseInt(text.substring(exponentAt + 1));
        int dot = mantissa.indexOf('.');
        digits.append(mantissa, 0, dot).append(mantissa, dot + 1, mantissa.length());
        int pointAt = dot + exponent;
        while (digits.charAt(0) == '0') {
            digits.deleteCharAt(0);
            pointAt--;
        }
        while (digits.length() > 1 && digits.charAt(digits.length() - 1) == '0') {
            digits.setLength(digits.length() - 1);
        }
        return digits.length() == 2 ? oneDigitIfEnough(value, digits, pointAt) : pointAt;
    }

    /** Where one digit already reads back as the value, Double.toString still gives two: 4.9E-324 for 5e-324. */
    private static int oneDigitIfEnough(double value, StringBuilder digits, int pointAt) {
        int lower = digits.charAt(0) - '0';
        BigDecimal below = BigDecimal.valueOf(lower, 1 - pointAt);
        BigDecimal above = BigDecimal.valueOf(lower + 1L, 1 - pointAt);
        boolean belowReads = below.doubleValue() == value;
        boolean aboveReads = above.doubleValue() == value;
        if (!belowReads && !aboveReads) {
            return pointAt;
        }
        BigDecimal exact = new BigDecimal(value);
        boolean takeAbove = aboveReads && (!belowReads || above.subtract(exact).compareTo(exact.subtract(below)) < 0);
        digits.setLength(0);
        digits.append(takeAbove ? lower + 1 : lower);
        if (digits.length() == 2) {
            digits.setLength(1); // 9.x went up to 10: one digit, one place further left
            return pointAt + 1;
        }
        return pointAt;
    }

    private static String layOut(boolean negative, StringBuilder digits, int pointAt) {
        int count = digits.length();
        StringBuilder out = new StringBuilder(28);
        if (negative) {
            out.append('-');
        }
        if (count <= pointAt && pointAt <= 21) {
            return out.append(digits).repeat('0', pointAt - count).toString();
        }
        if (0 < pointAt && pointAt <= 21) {
            return out.append(digits, 0, pointAt)
                    .append('.')
                    .append(digits, pointAt, count)
                    .toString();
        }
        if (-6 < pointAt && pointAt <= 0) {
            return out.append("0.").repeat('0', -pointAt).append(digits).toString();
        }
        out.append(digits.charAt(0));
        if (count > 1) {
            out.append('.').append(digits, 1, count);
        }
        int exponent = pointAt - 1;
        return out.append('e')
                .append(exponent < 0 ? '-' : '+')
                .append(Math.abs(exponent))
                .toString();
    }
}
