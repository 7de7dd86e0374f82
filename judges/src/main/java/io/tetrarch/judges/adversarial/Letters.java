package io.tetrarch.judges.adversarial;

import java.util.regex.Pattern;

/** What the letters of a text give away. */
final class Letters {

    private static final int LONG = 120;
    private static final double DENSE_BITS = 4.6;
    private static final Pattern TOKEN = Pattern.compile(
            "\\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,100}|xox[abpr]-[A-Za-z0-9-]{10,100}|AIza[0-9A-Za-z_-]{35}|glpat-[A-Za-z0-9_-]{20}|sk-[A-Za-z0-9]{40,100})");

    private Letters() {}

    /** Characters without a shape of their own, or that turn the direction of what follows. */
    static boolean hasHidden(String text) {
        return text.chars()
                .anyMatch(c -> c == 0
                        || c >= '\u200b' && c <= '\u200f'
                        || c >= '\u202a' && c <= '\u202e'
                        || c >= '\u2060' && c <= '\u2069'
                        || c == '\ufeff'
                        || c == '\u00ad');
    }

    /** A word in which Latin letters stand beside Greek or Cyrillic ones, which look the same. */
    static boolean mixesScripts(String text) {
        boolean latin = false;
        boolean other = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c)) {
                latin = false;
                other = false;
                continue;
            }
            Character.UnicodeScript script = Character.UnicodeScript.of(c);
            latin |= script == Character.UnicodeScript.LATIN;
            other |= script == Character.UnicodeScript.CYRILLIC || script == Character.UnicodeScript.GREEK;
            if (latin && other) {
                return true;
            }
        }
        return false;
    }

    /** A long stretch without spaces whose letters are spread as evenly as in noise. */
    static boolean isDense(String text) {
        if (text.length() < LONG || text.indexOf(' ') >= 0) {
            return false;
        }
        int[] counts = new int[128];
        int total = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                counts[c]++;
                total++;
            }
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / total;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits > DENSE_BITS;
    }

    /** A private key or an access token. */
    static boolean hasSecret(String text) {
        return text.contains("-----BEGIN ") && text.contains("PRIVATE KEY")
                || text.length() < 100_000 && TOKEN.matcher(text).find();
    }
}
