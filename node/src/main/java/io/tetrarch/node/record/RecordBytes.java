package io.tetrarch.node.record;

import io.tetrarch.pbft.message.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What {@code Encoder} wrote, read back; nothing is taken that the bytes do not hold. */
final class RecordBytes {
    private final ByteBuffer left;

    RecordBytes(byte[] bytes, int offset, int length) {
        this.left = ByteBuffer.wrap(bytes, offset, length);
    }

    int u8() throws UnreadableRecord {
        need(1);
        return Byte.toUnsignedInt(left.get());
    }

    boolean flag() throws UnreadableRecord {
        return u8() != 0;
    }

    int u32() throws UnreadableRecord {
        need(Integer.BYTES);
        return left.getInt();
    }

    long u64() throws UnreadableRecord {
        need(Long.BYTES);
        return left.getLong();
    }

    /** Of elements of a byte at the least. */
    int count() throws UnreadableRecord {
        int count = u32();
        need(count);
        return count;
    }

    byte[] bytes() throws UnreadableRecord {
        byte[] bytes = new byte[count()];
        left.get(bytes);
        return bytes;
    }

    String string() throws UnreadableRecord {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    Digest digest() throws UnreadableRecord {
        need(Digest.SIZE_BYTES);
        byte[] bytes = new byte[Digest.SIZE_BYTES];
        left.get(bytes);
        return Digest.of(bytes);
    }

    void end() throws UnreadableRecord {
        if (left.hasRemaining()) {
            throw new UnreadableRecord("goes on after its end");
        }
    }

    private void need(int bytes) throws UnreadableRecord {
        if (bytes < 0 || bytes > left.remaining()) {
            throw new UnreadableRecord("is cut short or damaged");
        }
    }
}
