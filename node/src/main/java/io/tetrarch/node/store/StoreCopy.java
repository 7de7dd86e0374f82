package io.tetrarch.node.store;

import io.tetrarch.node.store.Batches.Rows;
import io.tetrarch.node.store.Batches.Table;
import io.tetrarch.pbft.message.Domain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a replica's store, also while that replica is at work: what the copy holds is what the store held at one moment. A copy
 * has no {@link SignedMark} beside it and says that it had one, so whoever is started with it learns: the replica may have
 * signed since.
 */
public final class StoreCopy {
    private static final int PORTION_BYTES = 1 << 20;
    private static final byte[] NOTHING = {};

    private StoreCopy() {}

    /**
     * Copies from a store to a folder that does not exist. One that was cut short has no owner and is refused when opened.
     *
     * @param domain of the founding
     * @param scratch an empty folder, which may be deleted afterwards
     * @throws IOException if the store is damaged or another's, or the folder cannot be written
     */
    public static void make(Path from, Path to, Domain domain, int replica, Path scratch) throws IOException {
        Storage storage = Storage.system();
        StoreLabel.check(storage.disk(), from, domain, replica);
        if (!Files.isDirectory(from) || !storage.batches().isMade(from)) {
            throw new IOException("there is no store in " + from);
        }
        try (Batches source = storage.batches().openBeside(from, scratch);
                Batches copy = storage.batches().open(to)) {
            new DurableOpening(storage, source, domain, replica)
                    .wouldLearn(); // it is that replica's, and has its beginning
            for (Table table : Table.values()) {
                if (table != Table.IDENTITY) {
                    copy(source, copy, table);
                }
            }
            copy.write(
                    batch -> {
                        batch.put(Table.IDENTITY, DurableOpening.IDENTITY, DurableOpening.identity(domain, replica));
                        batch.put(Table.IDENTITY, DurableOpening.HAS_MARK, NOTHING);
                    },
                    true);
        }
        StoreLabel.write(storage.disk(), to, domain, replica);
    }

    private record Row(byte[] key, byte[] value) {}

    private static void copy(Batches source, Batches copy, Table table) throws IOException {
        List<Row> portion = new ArrayList<>();
        long bytes = 0;
        try (Rows rows = source.rows(table)) {
            for (boolean there = rows.first(); there; there = rows.next()) {
                Row row = new Row(rows.key(), rows.value());
                portion.add(row);
                bytes += row.key().length + row.value().length;
                if (bytes >= PORTION_BYTES) {
                    write(copy, table, portion);
                    portion.clear();
                    bytes = 0;
                }
            }
        }
        write(copy, table, portion);
    }

    private static void write(Batches copy, Table table, List<Row> portion) throws IOException {
        copy.write(
                batch -> {
                    for (Row row : portion) {
                        batch.put(table, row.key(), row.value());
                    }
                },
                false);
    }
}
