package io.tetrarch.reading.pack;

/**
 * How a tool uses one of its words, written {@code path writes}.
 *
 * @param effect what happens to the thing named
 */
public record Use(Role role, Effect effect) {

    /** A word that is only data. */
    public static final Use TEXT = new Use(Role.TEXT, Effect.READS);
}
