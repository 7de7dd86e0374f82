package io.tetrarch.crypto.file;

import io.tetrarch.crypto.file.Power.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A disk in memory: of what was not synced, names and bytes, it has after a loss of power as much as it pleases. */
public final class VolatileDisk implements Disk {
    private static final class Content {
        private byte[] written = {};
        private byte[] synced = {};
        /** What was done to it since it was synced. */
        private final List<Change> changes = new ArrayList<>();
    }

    /** @param bytes to be written there; empty for a length that is cut off there */
    private record Change(long at, byte[] bytes) {
        byte[] on(byte[] content, int bytesLeft) {
            if (bytes.length == 0) {
                return Arrays.copyOf(content, (int) at);
            }
            byte[] longer = Arrays.copyOf(content, Math.max(content.length, (int) at + bytesLeft));
            System.arraycopy(bytes, 0, longer, (int) at, bytesLeft);
            return longer;
        }
    }

    private final Power power;
    private final Map<Path, Content> names = new HashMap<>();
    private final Map<Path, Content> syncedNames = new HashMap<>();

    public VolatileDisk() {
        this(new Power());
    }

    /** @param power of the machine that it is in */
    public VolatileDisk(Power power) {
        this.power = power;
    }

    public Power power() {
        return power;
    }

    /** Power is back. */
    public VolatileDisk after(Loss loss) {
        return after(loss, new Power());
    }

    /** @param next of the machine that it is in from then on */
    public VolatileDisk after(Loss loss, Power next) {
        VolatileDisk disk = new VolatileDisk(next);
        boolean namesLeft = loss != Loss.ALL && loss != Loss.FILES && loss != Loss.LIES;
        (namesLeft ? names : syncedNames).forEach((path, content) -> {
            Content left = new Content();
            left.written = left(content, loss);
            left.synced = left.written;
            disk.names.put(path, left);
            disk.syncedNames.put(path, left);
        });
        return disk;
    }

    private static byte[] left(Content content, Loss loss) {
        return switch (loss) {
            case ALL, FILES, LIES -> content.synced;
            case NOTHING, ROWS -> content.written;
            case HALF -> {
                byte[] left = content.synced;
                int half = (content.changes.size() + 1) / 2;
                for (Change change : content.changes.subList(0, half)) {
                    left = change.on(left, change.bytes().length / 2);
                }
                yield left;
            }
            case CONTENT -> Arrays.copyOf(content.synced, Math.max(content.synced.length, content.written.length));
        };
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        power.require();
        Content content = names.computeIfAbsent(file, path -> new Content());
        power.changed();
        return new Open(content);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        power.require();
        return new Open(present(file, names.get(file)));
    }

    private static Content present(Path file, @Nullable Content content) throws IOException {
        if (content == null) {
            throw new IOException("there is no " + file);
        }
        return content;
    }

    @Override
    public boolean exists(Path file) throws IOException {
        power.require();
        return names.containsKey(file) || names.keySet().stream().anyMatch(each -> each.startsWith(file));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        power.require();
        names.put(to, present(from, names.remove(from)));
        power.changed();
    }

    @Override
    public void delete(Path file) throws IOException {
        power.require();
        present(file, names.remove(file));
        power.changed();
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        power.changed();
        syncedNames.keySet().removeIf(path -> folder.equals(path.getParent()));
        names.forEach((path, content) -> {
            if (folder.equals(path.getParent())) {
                syncedNames.put(path, content);
            }
        });
    }

    private final class Open implements OpenFile {
        private final Content content;

        Open(Content content) {
            this.content = content;
        }

        @Override
        public long length() throws IOException {
            power.require();
            return content.written.length;
        }

        @Override
        public byte[] read(long offset, int bytes) throws IOException {
            power.require();
            if (offset + bytes > content.written.length) {
                throw new IOException("there are not so many bytes");
            }
            return Arrays.copyOfRange(content.written, (int) offset, (int) offset + bytes);
        }

        @Override
        public void write(long offset, byte[] bytes) throws IOException {
            if (bytes.length > 0) {
                change(new Change(offset, bytes.clone()));
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            change(new Change(length, new byte[0]));
        }

        private void change(Change change) throws IOException {
            power.require();
            content.written = change.on(content.written, change.bytes().length);
            content.changes.add(change);
            power.changed();
        }

        @Override
        public void sync() throws IOException {
            power.changed();
            content.synced = content.written.clone();
            content.changes.clear();
        }

        @Override
        public void syncInPlace() throws IOException {
            sync();
        }

        @Override
        public void close() {}
    }
}
