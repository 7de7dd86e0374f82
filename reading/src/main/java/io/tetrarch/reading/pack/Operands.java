package io.tetrarch.reading.pack;

import org.jspecify.annotations.Nullable;

/**
 * What the words are to a command that are no flags.
 *
 * @param last null where the last word is as the rest
 */
public record Operands(
        @Nullable Use first,
        @Nullable Use second,
        Use rest,
        @Nullable Use last) {

    /** Words that are only data. */
    public static final Operands TEXT = new Operands(null, null, Use.TEXT, null);

    /** How the word at {@code index} of {@code count} is used. */
    public Use at(int index, int count) {
        if (last != null && index == count - 1 && (index > 0 || first == null)) {
            return last;
        }
        if (first != null && index == 0) {
            return first;
        }
        if (second != null && index == 1) {
            return second;
        }
        return rest;
    }
}
