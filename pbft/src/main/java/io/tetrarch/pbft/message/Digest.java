package io.tetrarch.pbft.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** A 256-bit digest. Four longs in big-endian order, so that comparing digests is comparing their bytes. */
public record Digest(long a, long b, long c, long d) implements Comparable<Digest> {
    public static final int SIZE_BYTES = 32;
    public static final Digest ZERO = new Digest(0, 0, 0, 0);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Reads the 32 bytes at {@code offset}. */
    public static Digest read(byte[] from, int offset) {
        return new Digest(
                (long) LONG.get(from, offset),
                (long) LONG.get(from, offset + 8),
                (long) LONG.get(from, offset + 16),
                (long) LONG.get(from, offset + 24));
    }

    /** @throws IllegalArgumentException unless {@code bytes} has 32 bytes */
    public static Digest of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
        }
        return read(bytes, 0);
    }

    /** @throws IllegalArgumentException unless {@code hex} is 64 hex digits */
    public static Digest ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public void write(byte[] to, int offset) {
        LONG.set(to, offset, a);
        LONG.set(to, offset + 8, b);
        LONG.set(to, offset + 16, c);
        LONG.set(to, offset + 24, d);
    }

    public byte[] toArray() {
        byte[] bytes = new byte[SIZE_BYTES];
        write(bytes, 0);
        return bytes;
    }

    @Override
    public int compareTo(Digest other) {
        int order = Long.compareUnsigned(a, other.a);
        order = order != 0 ? order : Long.compareUnsigned(b, other.b);
        order = order != 0 ? order : Long.compareUnsigned(c, other.c);
        return order != 0 ? order : Long.compareUnsigned(d, other.d);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    /** 64 lower-case hex digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toArray());
    }

    /** The first eight hex digits, for people. */
    public String abbreviated() {
        return HexFormat.of().toHexDigits((int) (a >>> 32));
    }
}
