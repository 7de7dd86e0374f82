package io.tetrarch.node.store;

import io.tetrarch.crypto.file.Power;
import io.tetrarch.crypto.file.Power.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A database in memory: of the batches that were not synced it has the first few after a loss of power, or none. */
final class VolatileBatches implements Batches {
    /** More than the place beside a store may be behind by, with the batch that was under way. */
    private static final int FORGOTTEN = 3;

    private final Path folder;
    private final Power power;
    private final Map<Table, TreeMap<byte[], byte[]>> written;
    private final Map<Table, TreeMap<byte[], byte[]>> synced;
    private final List<List<Consumer<Map<Table, TreeMap<byte[], byte[]>>>>> unsynced = new ArrayList<>();

    /** Before each of the last batches of the log. */
    private final ArrayDeque<Map<Table, TreeMap<byte[], byte[]>>> before = new ArrayDeque<>();

    private boolean lied;

    VolatileBatches(Path folder, Power power) {
        this(folder, power, empty());
    }

    private VolatileBatches(Path folder, Power power, Map<Table, TreeMap<byte[], byte[]>> content) {
        this.folder = folder;
        this.power = power;
        this.written = copy(content);
        this.synced = content;
    }

    private static Map<Table, TreeMap<byte[], byte[]>> empty() {
        Map<Table, TreeMap<byte[], byte[]>> tables = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            tables.put(table, new TreeMap<>(Arrays::compareUnsigned));
        }
        return tables;
    }

    private static Map<Table, TreeMap<byte[], byte[]>> copy(Map<Table, TreeMap<byte[], byte[]>> content) {
        Map<Table, TreeMap<byte[], byte[]>> copy = new EnumMap<>(Table.class);
        content.forEach((table, rows) -> copy.put(table, new TreeMap<>(rows)));
        return copy;
    }

    /** Power is back. */
    VolatileBatches after(Loss loss, Power next) {
        if (loss == Loss.LIES && before.size() == FORGOTTEN) {
            VolatileBatches forgetful = new VolatileBatches(folder, next, copy(before.getFirst()));
            forgetful.lied = true;
            return forgetful;
        }
        int left = switch (loss) {
            case ALL, ROWS, LIES -> 0;
            case NOTHING, CONTENT, FILES -> unsynced.size();
            case HALF -> unsynced.size() / 2;
        };
        Map<Table, TreeMap<byte[], byte[]>> content = copy(synced);
        unsynced.subList(0, left).forEach(batch -> batch.forEach(change -> change.accept(content)));
        return new VolatileBatches(folder, next, content);
    }

    @Override
    public Path folder() {
        return folder;
    }

    private TreeMap<byte[], byte[]> rowsOf(Table table) {
        return written.getOrDefault(table, new TreeMap<>(Arrays::compareUnsigned));
    }

    @Override
    public Optional<byte[]> get(Table table, byte[] key) throws IOException {
        power.require();
        return Optional.ofNullable(rowsOf(table).get(key));
    }

    @Override
    public Rows rows(Table table) {
        return new Walk(rowsOf(table));
    }

    @Override
    public void write(Filling filling, boolean sync) throws IOException {
        power.require();
        List<Consumer<Map<Table, TreeMap<byte[], byte[]>>>> changes = new ArrayList<>();
        filling.fill(new Changes(changes));
        changes.forEach(change -> change.accept(written));
        unsynced.add(changes);
        power.changed();
        if (sync) {
            remember();
            unsynced.forEach(batch -> batch.forEach(change -> change.accept(synced)));
            unsynced.clear();
        }
    }

    private void remember() {
        Map<Table, TreeMap<byte[], byte[]>> now = copy(synced);
        boolean ofLog = !rowsOf(Table.LOG).isEmpty()
                && (now.get(Table.LOG).isEmpty()
                        || !Arrays.equals(
                                rowsOf(Table.LOG).lastKey(), now.get(Table.LOG).lastKey()));
        if (ofLog) {
            before.addLast(now);
            if (before.size() > FORGOTTEN) {
                before.removeFirst();
            }
        }
    }

    boolean isDurable() {
        return unsynced.isEmpty();
    }

    /** Whether it lacks what it had said to be durable. */
    boolean hasLied() {
        return lied;
    }

    @Override
    public void requireSound() {}

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void close() {}

    private record Changes(List<Consumer<Map<Table, TreeMap<byte[], byte[]>>>> all) implements Batch {
        @Override
        public void put(Table table, byte[] key, byte[] value) {
            all.add(tables -> tables.get(table).put(key, value));
        }

        @Override
        public void delete(Table table, byte[] key) {
            all.add(tables -> tables.get(table).remove(key));
        }

        @Override
        public void deleteRange(Table table, byte[] begin, byte[] end) {
            all.add(tables -> tables.get(table).subMap(begin, end).clear());
        }
    }

    private final class Walk implements Rows {
        private final TreeMap<byte[], byte[]> rows;
        private Map.@Nullable Entry<byte[], byte[]> at;

        Walk(TreeMap<byte[], byte[]> rows) {
            this.rows = rows;
        }

        private boolean to(Map.@Nullable Entry<byte[], byte[]> row) throws IOException {
            power.require();
            at = row;
            return row != null;
        }

        @Override
        public boolean first() throws IOException {
            return to(rows.firstEntry());
        }

        @Override
        public boolean last() throws IOException {
            return to(rows.lastEntry());
        }

        @Override
        public boolean seek(byte[] key) throws IOException {
            return to(rows.ceilingEntry(key));
        }

        @Override
        public boolean seekBack(byte[] key) throws IOException {
            return to(rows.floorEntry(key));
        }

        @Override
        public boolean next() throws IOException {
            return to(rows.higherEntry(key()));
        }

        private Map.Entry<byte[], byte[]> here() {
            if (at == null) {
                throw new IllegalStateException("there is no row");
            }
            return at;
        }

        @Override
        public byte[] key() {
            return here().getKey();
        }

        @Override
        public byte[] value() {
            return here().getValue();
        }

        @Override
        public void close() {}
    }
}
