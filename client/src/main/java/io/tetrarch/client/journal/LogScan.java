package io.tetrarch.client.journal;

import io.tetrarch.client.journal.RecordFrame.Framed;
import io.tetrarch.crypto.file.Disk;
import io.tetrarch.pbft.message.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads a log from its beginning, and tells an end that a crash cut off from damage. For one thread. */
final class LogScan {
    private static final int WINDOW_BYTES = 1 << 20;

    /** What a disk writes whole or not at all. */
    private static final int SECTOR_BYTES = 512;

    private final Disk.OpenFile file;
    private final Path name;
    private final Digest group;
    private final long length;
    private byte[] window = {};
    private long windowAt;

    LogScan(Disk.OpenFile file, Path name, Digest group) throws IOException {
        this.file = file;
        this.name = name;
        this.group = group;
        this.length = file.length();
    }

    long length() {
        return length;
    }

    /** @throws JournalRefusedException if it is no log of this group, or of another version */
    void requireOfGroup() throws IOException {
        Optional<String> refusal =
                RecordFrame.refusal(bytes(0, (int) Math.min(length, RecordFrame.FILE_HEADER)), group);
        if (refusal.isPresent()) {
            throw new JournalRefusedException(name + " " + refusal.get());
        }
    }

    /** Hands on every record, and returns where the last one ends. */
    long read(RecordLog.Sink sink) throws IOException {
        requireOfGroup();
        long at = RecordFrame.FILE_HEADER;
        while (at < length) {
            Optional<Framed> record = recordAt(at);
            if (record.isEmpty()) {
                requireCutOff(at);
                return at;
            }
            sink.take(at, record.get().body());
            at = after(at, record.get());
        }
        return at;
    }

    private static long after(long at, Framed record) {
        return at + RecordFrame.HEADER + record.body().length;
    }

    private Optional<Framed> recordAt(long at) throws IOException {
        if (length - at < RecordFrame.HEADER) {
            return Optional.empty();
        }
        int body = RecordFrame.bodyLength(bytes(at, RecordFrame.HEADER));
        if (body < 0 || at + RecordFrame.HEADER + body > length) {
            return Optional.empty();
        }
        byte[] record = bytes(at, RecordFrame.HEADER + body);
        return RecordFrame.isWhole(record) ? Optional.of(RecordFrame.read(record)) : Optional.empty();
    }

    /**
     * What could not be read was written but never told to be durable if no record after it knows of it as durable, and if
     * it is shorter than it says, or ends in sectors that were never written, or others after it were written before it.
     */
    private void requireCutOff(long at) throws IOException {
        boolean others = false;
        for (long next = at + 1; next < length; ) {
            Optional<Framed> record = recordAt(next);
            if (record.isPresent() && record.get().durable() > at) {
                throw damaged(name, at);
            }
            others |= record.isPresent();
            next = record.isPresent() ? after(next, record.get()) : next + 1;
        }
        if (!others && !isShort(at) && !endsUnwritten(at)) {
            throw damaged(name, at);
        }
    }

    private boolean isShort(long at) throws IOException {
        if (length - at < RecordFrame.HEADER) {
            return true;
        }
        int body = RecordFrame.bodyLength(bytes(at, RecordFrame.HEADER));
        return body >= 0 && at + RecordFrame.HEADER + body > length;
    }

    /** Whether zeros, from the beginning of a sector or of the record, are all that follows. */
    private boolean endsUnwritten(long at) throws IOException {
        long written = at;
        for (long next = at; next < length; next++) {
            if (bytes(next, 1)[0] != 0) {
                written = next + 1;
            }
        }
        long sector = (written + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
        return written == at || sector < length;
    }

    private byte[] bytes(long at, int count) throws IOException {
        if (at < windowAt || at + count > windowAt + window.length) {
            windowAt = Math.max(0, Math.min(at, length - WINDOW_BYTES));
            window = file.read(windowAt, (int) Math.min(WINDOW_BYTES, length - windowAt));
        }
        int from = (int) (at - windowAt);
        return Arrays.copyOfRange(window, from, from + count);
    }

    static IOException damaged(Path name, long at) {
        return new JournalRefusedException(name + " is damaged at byte " + at
                + " and must not be used: what it forgets could be run a second time");
    }
}
