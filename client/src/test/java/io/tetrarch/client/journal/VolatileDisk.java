package io.tetrarch.client.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A disk in memory that loses power at a chosen operation, counted from 1: of what was not synced, names and bytes, it then
 * has as much as it pleases.
 */
final class VolatileDisk implements JournalDisk {
    /** What is left of what was not synced. */
    enum Loss {
        ALL,
        NOTHING,
        /** Names and, of bytes that were appended, the second half. */
        HALF,
        /** Names, and bytes of which only the number is left. */
        CONTENT
    }

    private static final class Content {
        private byte[] written = {};
        private byte[] synced = {};
    }

    private final Map<Path, Content> names = new HashMap<>();
    private final Map<Path, Content> syncedNames = new HashMap<>();
    private int powerLossAt = Integer.MAX_VALUE;
    private int operations;

    void losePowerAt(int operation) {
        powerLossAt = operation;
        operations = 0;
    }

    int operations() {
        return operations;
    }

    /** Power is back. */
    VolatileDisk after(Loss loss) {
        VolatileDisk next = new VolatileDisk();
        (loss == Loss.NOTHING ? names : syncedNames).forEach((path, content) -> {
            Content left = new Content();
            left.written = left(content, loss);
            left.synced = left.written;
            next.names.put(path, left);
            next.syncedNames.put(path, left);
        });
        return next;
    }

    private static byte[] left(Content content, Loss loss) {
        int synced = content.synced.length;
        int more = Math.max(0, content.written.length - synced);
        return switch (loss) {
            case ALL -> content.synced;
            case NOTHING -> content.written;
            case HALF -> Arrays.copyOf(content.written, Math.min(content.written.length, synced + more / 2));
            case CONTENT -> Arrays.copyOf(content.synced, synced + more);
        };
    }

    private void count() throws IOException {
        operations++;
        if (operations >= powerLossAt) {
            throw new IOException("no power");
        }
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        count();
        return new Open(names.computeIfAbsent(file, path -> new Content()));
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return open(file);
    }

    @Override
    public boolean exists(Path file) {
        return names.containsKey(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        count();
        Content content = names.remove(from);
        if (content == null) {
            throw new IOException("there is no " + from);
        }
        names.put(to, content);
    }

    @Override
    public void delete(Path file) throws IOException {
        count();
        names.remove(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        count();
        syncedNames.clear();
        syncedNames.putAll(names);
    }

    private final class Open implements OpenFile {
        private final Content content;

        Open(Content content) {
            this.content = content;
        }

        @Override
        public long length() {
            return content.written.length;
        }

        @Override
        public byte[] read(long offset, int bytes) {
            return Arrays.copyOfRange(content.written, (int) offset, (int) offset + bytes);
        }

        @Override
        public void write(long offset, byte[] bytes) throws IOException {
            byte[] longer =
                    Arrays.copyOf(content.written, Math.max(content.written.length, (int) offset + bytes.length));
            int half = bytes.length / 2;
            System.arraycopy(bytes, 0, longer, (int) offset, half);
            content.written = Arrays.copyOf(longer, (int) offset + half);
            count();
            System.arraycopy(bytes, 0, longer, (int) offset, bytes.length);
            content.written = longer;
        }

        @Override
        public void truncate(long length) throws IOException {
            count();
            content.written = Arrays.copyOf(content.written, (int) length);
        }

        @Override
        public void sync() throws IOException {
            count();
            content.synced = content.written.clone();
        }

        @Override
        public void close() {}
    }
}
