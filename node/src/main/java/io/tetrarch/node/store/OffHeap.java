package io.tetrarch.node.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Byte strings one after the other in memory outside the heap. They can be added and read, and go all together when this
 * does. For any thread.
 */
final class OffHeap {
    /** The first chunk is small, for a ledger of a few entries; each is larger than the one before, up to the largest. */
    private static final int FIRST_CHUNK = 1 << 16;

    private static final int LARGEST_CHUNK = 1 << 22;

    /** Replaced, never changed, so that whoever has a place finds its chunk. */
    private volatile ByteBuffer[] chunks = {};

    /**
     * Adds a byte string.
     *
     * @param writer writes as many bytes as {@code length} says to where it is told to
     * @return where it is
     * @throws OutOfMemoryError if there is no memory left, or more than {@code -XX:MaxDirectMemorySize}
     */
    synchronized long add(int length, Consumer<ByteBuffer> writer) {
        int taken = Integer.BYTES + length;
        if (chunks.length == 0 || chunks[chunks.length - 1].remaining() < taken) {
            grow(taken);
        }
        int last = chunks.length - 1;
        ByteBuffer chunk = chunks[last];
        int offset = chunk.position();
        writer.accept(chunk.putInt(length));
        if (chunk.position() != offset + taken) {
            throw new IllegalStateException(
                    "expected " + length + " bytes, found " + (chunk.position() - offset - Integer.BYTES));
        }
        return (long) last << Integer.SIZE | offset;
    }

    private void grow(int length) {
        int usual =
                chunks.length == 0 ? FIRST_CHUNK : Math.min(LARGEST_CHUNK, 2 * chunks[chunks.length - 1].capacity());
        ByteBuffer[] more = Arrays.copyOf(chunks, chunks.length + 1);
        more[chunks.length] = ByteBuffer.allocateDirect(Math.max(usual, length));
        chunks = more;
    }

    /** @param place as {@link #add} returned it, to this thread or to one that told this one */
    byte[] get(long place) {
        ByteBuffer chunk = chunks[(int) (place >>> Integer.SIZE)];
        int offset = (int) place;
        byte[] found = new byte[chunk.getInt(offset)];
        chunk.get(offset + Integer.BYTES, found);
        return found;
    }
}
