package io.tetrarch.reading.pack;

/** A text with {@code *} for any characters and {@code ?} for one. Matching takes at most the product of the lengths. */
public record Glob(String pattern) {

    public boolean matches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            char wanted = in < pattern.length() ? pattern.charAt(in) : '\0';
            if (in < pattern.length() && wanted == '*') {
                star = in++;
                resume = at;
            } else if (in < pattern.length() && (wanted == '?' || wanted == text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }

    static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }
}
