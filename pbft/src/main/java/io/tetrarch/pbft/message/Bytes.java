package io.tetrarch.pbft.message;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string; equality is by content. */
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Copies {@code content}: later changes to the array are not seen. */
    public static Bytes copyOf(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /** Takes the array over without copying; the caller gives up writing to it. */
    public static Bytes wrap(byte[] content) {
        return new Bytes(content);
    }

    public int size() {
        return content.length;
    }

    /** A fresh copy. */
    public byte[] toArray() {
        return content.clone();
    }

    /** The content itself, to be read only: for hashing, signing and writing without a copy. */
    public byte[] readOnlyArray() {
        return content;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Lower-case hex. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(content);
    }
}
