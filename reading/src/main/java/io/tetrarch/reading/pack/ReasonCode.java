package io.tetrarch.reading.pack;

import java.util.regex.Pattern;

/** The form of the codes by which machines tell reasons apart: words in lower case, joined by hyphens. */
public final class ReasonCode {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private ReasonCode() {}

    public static boolean is(String text) {
        return KEBAB_CASE.matcher(text).matches();
    }
}
