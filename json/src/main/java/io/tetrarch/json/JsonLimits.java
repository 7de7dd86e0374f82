package io.tetrarch.json;

/**
 * What a parser takes before it refuses: the size of the text in bytes, how deep objects and arrays may nest (the
 * outermost is depth 1), and whether numbers are whole and written in one way only: an optional minus and digits, at most
 * 2^53 - 1, so neither {@code 3.0} nor {@code 3e0} nor {@code -0}.
 */
public record JsonLimits(int maxBytes, int maxDepth, boolean wholeNumbers) {

    /** Deepest nesting of any document this project reads; also what keeps the parser's recursion short. */
    private static final int DEPTH = 64;

    /** 2^53 - 1: the highest whole number that every reader of JSON holds exactly. */
    public static final long MOST_WHOLE = (1L << 53) - 1;

    /** The bounds of an action: 256 KiB, 64 levels. */
    public static final JsonLimits ACTION = new JsonLimits(256 * 1024, DEPTH);

    /** The bounds of a file read from disk, such as a proof or a simulator script: 16 MiB, 64 levels. */
    public static final JsonLimits FILE = new JsonLimits(16 * 1024 * 1024, DEPTH);

    /** The bounds of a group file and of a lineage, in which all numbers are whole. */
    public static final JsonLimits GROUP = new JsonLimits(FILE.maxBytes(), DEPTH, true);

    /** The bounds of a proof, which carries up to 256 amendments with their actions: 256 MiB, all numbers whole. */
    public static final JsonLimits PROOF = new JsonLimits(256 * 1024 * 1024, DEPTH, true);

    /** With numbers of any form. */
    public JsonLimits(int maxBytes, int maxDepth) {
        this(maxBytes, maxDepth, false);
    }

    public JsonLimits {
        if (maxBytes < 2 || maxDepth < 1 || maxDepth > 1024) {
            throw new IllegalArgumentException("limits " + maxBytes + " bytes, depth " + maxDepth);
        }
    }
}
