package io.tetrarch.rocks;

import io.tetrarch.node.store.Batches;
import io.tetrarch.node.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;

/** RocksDB, for all that is stored. Its native library is loaded when the first database is opened. */
public final class RocksDatabases implements Databases {
    private static final List<String> JOURNAL = List.of("burned", "unfiled");

    @Override
    public Batches.Opener stores() {
        return RocksBatches.opener();
    }

    @Override
    public KeyedRows openJournal(Path folder) throws IOException {
        return new Runs(RocksFamilies.open(folder, JOURNAL));
    }

    @Override
    public KeyedRows openJournalForReading(Path folder) throws IOException {
        return new Runs(RocksFamilies.openForReading(folder, JOURNAL));
    }

    private record Runs(RocksFamilies families) implements KeyedRows {
        private ColumnFamilyHandle all() {
            return families.family(1);
        }

        @Override
        public Path folder() {
            return families.folder();
        }

        @Override
        public Optional<byte[]> get(byte[] key) throws IOException {
            return Optional.ofNullable(families.get(all(), key));
        }

        @Override
        public Batches.Rows rows() {
            return new RocksRows(families, families.iterator(all()));
        }

        @Override
        public void close() {
            families.close();
        }
    }
}
