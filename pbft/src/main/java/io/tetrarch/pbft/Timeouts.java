package io.tetrarch.pbft;

/**
 * Durations in milliseconds.
 *
 * @param viewMillis before the first view change for a settled request; doubled per failed view change
 * @param viewCapMillis the doubling ends here
 * @param statusMillis between two STATUS messages
 * @param graceMillis a set of verdicts held for longer than this before the deadline must not be expired
 */
public record Timeouts(long viewMillis, long viewCapMillis, long statusMillis, long graceMillis) {
    public static final Timeouts DEFAULT = new Timeouts(5_000, 80_000, 500, 1_000);
}
