package io.tetrarch.client.journal;

import io.tetrarch.pbft.message.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How bytes stand in a {@link RecordLog}, numbers big-endian:
 *
 * <pre>
 * the file's header    magic (8), version (4), the group's id (32), CRC32C of these (4)
 * each record          length of the body (4), CRC32C of that length (4), CRC32C of what follows (4),
 *                      up to where the log was durable when the record was written (8), body
 * </pre>
 *
 * The length has a sum of its own, so that one that is rotten is not taken for that of a record cut short.
 */
final class RecordFrame {
    static final int FILE_HEADER = 48;
    static final int HEADER = 20;

    /** A body is shorter than this by far: what is longer is no record. */
    static final int LONGEST_BODY = 1 << 16;

    private static final int LENGTH = 4;
    private static final int SUMMED_FROM = 12;
    private static final byte[] MAGIC = "TTRCHRUN".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    private RecordFrame() {}

    /**
     * A record as it was read.
     *
     * @param durable up to where the log was known to be durable when it was written
     */
    record Framed(long durable, byte[] body) {}

    static byte[] fileHeader(Digest group) {
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER);
        header.put(MAGIC).putInt(VERSION).put(group.toArray());
        return header.putInt(sum(header.array(), 0, header.position())).array();
    }

    /** What is wrong with the header, in words that follow the file's name; empty if nothing is. */
    static Optional<String> refusal(byte[] header, Digest group) {
        if (header.length < FILE_HEADER || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.of("is no journal of runs");
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int version = fields.getInt(MAGIC.length);
        if (version != VERSION) {
            return Optional.of("is a journal of version " + Integer.toUnsignedString(version)
                    + ", and this program reads version " + VERSION);
        }
        if (fields.getInt(FILE_HEADER - LENGTH) != sum(header, 0, FILE_HEADER - LENGTH)) {
            return Optional.of("is damaged in its header");
        }
        Digest owner = Digest.read(header, MAGIC.length + LENGTH);
        return owner.equals(group)
                ? Optional.empty()
                : Optional.of("is of group " + owner.abbreviated() + ", not of " + group.abbreviated());
    }

    static byte[] frame(byte[] body, long durable) {
        ByteBuffer record = ByteBuffer.allocate(HEADER + body.length);
        record.putInt(body.length).putInt(sum(record.array(), 0, LENGTH));
        record.position(SUMMED_FROM).putLong(durable).put(body);
        record.putInt(2 * LENGTH, sum(record.array(), SUMMED_FROM, record.capacity()));
        return record.array();
    }

    /** The length of the body of the record that begins there; -1 if none does. */
    static int bodyLength(byte[] header) {
        int length = ByteBuffer.wrap(header).getInt();
        boolean good = length > 0
                && length <= LONGEST_BODY
                && ByteBuffer.wrap(header).getInt(LENGTH) == sum(header, 0, LENGTH);
        return good ? length : -1;
    }

    /** Whether the bytes, header included, are those that were written. */
    static boolean isWhole(byte[] record) {
        return ByteBuffer.wrap(record).getInt(2 * LENGTH) == sum(record, SUMMED_FROM, record.length);
    }

    static Framed read(byte[] record) {
        return new Framed(
                ByteBuffer.wrap(record).getLong(SUMMED_FROM), Arrays.copyOfRange(record, HEADER, record.length));
    }

    private static int sum(byte[] bytes, int from, int to) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, to - from);
        return (int) sum.getValue();
    }
}
