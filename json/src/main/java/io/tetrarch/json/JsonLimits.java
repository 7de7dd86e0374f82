package io.tetrarch.json;

/**
 * What a parser takes before it refuses: the size of the text in bytes, and how deep objects and arrays may nest (the
 * outermost is depth 1).
 */
public record JsonLimits(int maxBytes, int maxDepth) {

    /** Deepest nesting of any document this project reads; also what keeps the parser's recursion short. */
    private static final int DEPTH = 64;

    /** The bounds of an action: 256 KiB, 64 levels. */
    public static final JsonLimits ACTION = new JsonLimits(256 * 1024, DEPTH);

    /** The bounds of a file read from disk, such as a proof or a simulator script: 16 MiB, 64 levels. */
    public static final JsonLimits FILE = new JsonLimits(16 * 1024 * 1024, DEPTH);

    public JsonLimits {
        if (maxBytes < 2 || maxDepth < 1 || maxDepth > 1024) {
            throw new IllegalArgumentException("limits " + maxBytes + " bytes, depth " + maxDepth);
        }
    }
}
