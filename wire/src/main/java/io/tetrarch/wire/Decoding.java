package io.tetrarch.wire;

/** What came of decoding: the value, or why the bytes are none. */
public sealed interface Decoding<T> {
    /** The bytes are one value, whole and within all bounds. */
    record Decoded<T>(T value) implements Decoding<T> {}

    /**
     * The bytes are refused.
     *
     * @param reason names the field and what was expected, in one line
     */
    record Malformed<T>(String reason) implements Decoding<T> {}
}
