package io.tetrarch.rocks;

import io.tetrarch.node.store.Batches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Batches in RocksDB: a column family for each table. */
final class RocksBatches implements Batches {
    /** Those that a database has besides the first one. */
    private static final List<String> FAMILIES = List.of("votes", "batches", "snapshots", "ledger", "evidence");

    private final RocksFamilies families;
    private final Map<Table, ColumnFamilyHandle> handles = new EnumMap<>(Table.class);

    private RocksBatches(RocksFamilies families) {
        this.families = families;
        for (Table table : Table.values()) {
            handles.put(table, families.family(place(table)));
        }
    }

    private static int place(Table table) {
        return switch (table) {
            case IDENTITY -> 0;
            case LOG -> 1;
            case BODIES -> 2;
            case SNAPSHOTS -> 3;
            case LEDGER -> 4;
            case EVIDENCE -> 5;
        };
    }

    /** Of this machine. */
    static Opener opener() {
        return new Opener() {
            @Override
            public Batches open(Path folder) throws IOException {
                return new RocksBatches(RocksFamilies.open(folder, FAMILIES));
            }

            @Override
            public Batches openForReading(Path folder) throws IOException {
                return new RocksBatches(RocksFamilies.openForReading(folder, FAMILIES));
            }

            @Override
            public Batches openBeside(Path folder, Path scratch) throws IOException {
                return new RocksBatches(RocksFamilies.openBeside(folder, FAMILIES, scratch));
            }

            @Override
            public boolean isMade(Path folder) throws IOException {
                return RocksFamilies.isMade(folder, FAMILIES);
            }

            @Override
            public void requireWhole(Path folder) throws IOException {
                RocksFamilies.requireWhole(folder);
            }
        };
    }

    private ColumnFamilyHandle family(Table table) {
        return Objects.requireNonNull(handles.get(table));
    }

    @Override
    public Path folder() {
        return families.folder();
    }

    @Override
    public Optional<byte[]> get(Table table, byte[] key) throws IOException {
        return Optional.ofNullable(families.get(family(table), key));
    }

    @Override
    public Rows rows(Table table) {
        return new RocksRows(families, families.iterator(family(table)));
    }

    @Override
    public void write(Filling filling, boolean synced) throws IOException {
        RocksFamilies.Filling all = batch -> filling.fill(new RocksBatch(batch));
        if (synced) {
            families.write(all);
        } else {
            families.writeUnsynced(all);
        }
    }

    @Override
    public void requireSound() throws IOException {
        families.requireSound();
    }

    @Override
    public long bytes() throws IOException {
        return families.bytes();
    }

    @Override
    public void close() {
        families.close();
    }

    private final class RocksBatch implements Batch {
        private final WriteBatch batch;

        RocksBatch(WriteBatch batch) {
            this.batch = batch;
        }

        @Override
        public void put(Table table, byte[] key, byte[] value) throws IOException {
            try {
                batch.put(family(table), key, value);
            } catch (RocksDBException e) {
                throw families.failure("write", e);
            }
        }

        @Override
        public void delete(Table table, byte[] key) throws IOException {
            try {
                batch.delete(family(table), key);
            } catch (RocksDBException e) {
                throw families.failure("write", e);
            }
        }

        @Override
        public void deleteRange(Table table, byte[] begin, byte[] end) throws IOException {
            try {
                batch.deleteRange(family(table), begin, end);
            } catch (RocksDBException e) {
                throw families.failure("write", e);
            }
        }
    }
}
