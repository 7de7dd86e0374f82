package io.tetrarch.json;

/**
 * A JSON number, which is an IEEE 754 double as in RFC 7493 and RFC 8785: always finite, never negative zero (the two
 * zeros are written alike, so they are one value here).
 */
public record JsonNumber(double value) implements JsonValue {

    private static final long EXACT_LIMIT = (1L << 53) - 1;

    public JsonNumber {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a JSON number: " + value);
        }
        value += 0.0; // negative zero becomes zero
    }

    /**
     * An integer.
     *
     * @throws IllegalArgumentException beyond 2^53 - 1 either way, where a double no longer holds every integer
     */
    public static JsonNumber of(long value) {
        if (value > EXACT_LIMIT || value < -EXACT_LIMIT) {
            throw new IllegalArgumentException("beyond 2^53 - 1: " + value);
        }
        return new JsonNumber(value);
    }

    /** Whether this is an integer of at most 2^53 - 1 either way, so that {@link #toLong} is exact. */
    public boolean isExactInteger() {
        return value == Math.rint(value) && Math.abs(value) <= EXACT_LIMIT;
    }

    /** The value as a long; exact only if {@link #isExactInteger}. */
    public long toLong() {
        return (long) value;
    }
}
