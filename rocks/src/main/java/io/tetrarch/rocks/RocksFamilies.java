package io.tetrarch.rocks;

import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.node.store.StoreRefusedException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One RocksDB database with its column families, opened for a small store that syncs every write.
 *
 * <p>The write-ahead log is read back in the mode {@code TolerateCorruptedTailRecords}. A record cut off at the end of
 * the log is what a crash in the middle of a write leaves; it was never acknowledged, so nothing that depends on it was
 * sent, and dropping it is the repair. {@code AbsoluteConsistency} would refuse such a store and turn every loss of
 * power into an outage; {@code PointInTimeRecovery} would go on silently where a record in the middle is rotten, that
 * is, forget votes that were sent. Here that is an error: the node stops and says so.
 */
public final class RocksFamilies implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 4L << 20;
    private static final long WAL_BYTES = 16L << 20;
    /** Write-ahead logs that a start leaves as they are: each start adds one, and to empty them takes several syncs. */
    private static final long MOST_LOGS = 8;

    private static final int ALL_FILES = -1;
    private static final String CURRENT = "CURRENT";
    private static final String LOG = ".log";
    /** How RocksDB says that one of its files is not there, whatever code it gives. */
    private static final String IS_MISSING = "No such file or directory";

    /** How it says that a system call failed, where it says so of what it was about to check. */
    private static final String IS_THE_SYSTEM = "IO error: ";

    private final Path folder;
    private final DBOptions options;
    private final ColumnFamilyOptions familyOptions;
    private final WriteOptions synced;
    private final WriteOptions unsynced;
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB database;
    private boolean closed;

    /** How a database is opened. */
    private sealed interface Way {
        record ToWrite() implements Way {}

        record ToRead() implements Way {}

        /** While another process writes: files that it deletes stay open here. */
        record Beside(Path scratch) implements Way {}
    }

    private RocksFamilies(Path folder, List<String> families, Way way) throws IOException, RocksDBException {
        this.folder = folder;
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(WAL_BYTES)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(64)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(1L << 20)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setAvoidFlushDuringRecovery(logs(folder) < MOST_LOGS);
        familyOptions = new ColumnFamilyOptions()
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
        synced = new WriteOptions().setSync(true);
        unsynced = new WriteOptions();
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions));
        families.forEach(name ->
                descriptors.add(new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.US_ASCII), familyOptions)));
        String path = folder.toString();
        database = switch (way) {
            case Way.ToWrite() -> RocksDB.open(options, path, descriptors, handles);
            case Way.ToRead() -> RocksDB.openReadOnly(options, path, descriptors, handles);
            case Way.Beside(Path scratch) ->
                RocksDB.openAsSecondary(
                        options.setMaxOpenFiles(ALL_FILES), path, scratch.toString(), descriptors, handles);
        };
    }

    /** Opens the database in {@code folder}, making it where there is none. */
    public static RocksFamilies open(Path folder, List<String> families) throws IOException {
        RocksLibrary.load();
        Files.createDirectories(folder);
        requireWhole(folder);
        try {
            return new RocksFamilies(folder, families, new Way.ToWrite());
        } catch (RocksDBException e) {
            throw failure(folder, "open", e);
        }
    }

    /** Opens the database in {@code folder}, which must exist, and changes nothing in it. */
    public static RocksFamilies openForReading(Path folder, List<String> families) throws IOException {
        RocksLibrary.load();
        requireWhole(folder);
        try {
            return new RocksFamilies(folder, families, new Way.ToRead());
        } catch (RocksDBException e) {
            throw failure(folder, "open", e);
        }
    }

    /**
     * Opens the database in {@code folder}, which another process may have open and change, as it is now; nothing in it changes.
     *
     * @param scratch a folder for RocksDB's own log
     */
    public static RocksFamilies openBeside(Path folder, List<String> families, Path scratch) throws IOException {
        RocksLibrary.load();
        requireWhole(folder);
        try {
            return new RocksFamilies(folder, families, new Way.Beside(scratch));
        } catch (RocksDBException e) {
            throw failure(folder, "open", e);
        }
    }

    /** Whether there is a database, whole or not. */
    private static boolean exists(Path folder) {
        return Files.exists(folder.resolve(CURRENT));
    }

    /** Whether there is one to be looked at; not one that was being made when its process ended, which is made anew. */
    static boolean isMade(Path folder, List<String> families) throws IOException {
        if (!exists(folder)) {
            return false;
        }
        RocksLibrary.load();
        try (Options options = new Options()) {
            List<String> found = RocksDB.listColumnFamilies(options, folder.toString()).stream()
                    .map(name -> new String(name, StandardCharsets.US_ASCII))
                    .toList();
            return found.containsAll(families);
        } catch (RocksDBException e) {
            return true; // whoever looks is told what is wrong with it
        }
    }

    /** Without the file that names the manifest, RocksDB would begin anew and clear what it finds away. */
    static void requireWhole(Path folder) throws IOException {
        if (exists(folder)) {
            String manifest = Files.readString(folder.resolve(CURRENT), StandardCharsets.ISO_8859_1)
                    .strip();
            if (!names(folder).contains(manifest)) {
                throw damaged(folder, "it has not " + manifest + ", which " + CURRENT + " names", Optional.empty());
            }
        } else if (Files.isDirectory(folder)) {
            Optional<String> data = names(folder).stream()
                    .filter(name -> name.endsWith(LOG) || name.endsWith(".sst"))
                    .min(Comparator.naturalOrder());
            if (data.isPresent()) {
                throw damaged(folder, "it has " + data.get() + " but not " + CURRENT, Optional.empty());
            }
        }
    }

    private static long logs(Path folder) throws IOException {
        return names(folder).stream().filter(name -> name.endsWith(LOG)).count();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    public Path folder() {
        return folder;
    }

    /**
     * Reads all files and holds each block against its checksum.
     *
     * @throws StoreDamagedException if one does not fit
     */
    void requireSound() throws IOException {
        try {
            database.verifyChecksum();
        } catch (RocksDBException e) {
            throw failure(folder, "read", e);
        }
    }

    /** Of all its files. One that the database drops meanwhile counts for nothing. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toFile).mapToLong(File::length).sum();
        }
    }

    /** The family of that place in the list given to {@link #open}, from 1; 0 is the default family. */
    public ColumnFamilyHandle family(int index) {
        return handles.get(index);
    }

    public byte @org.jspecify.annotations.Nullable [] get(ColumnFamilyHandle family, byte[] key) throws IOException {
        try {
            return database.get(family, key);
        } catch (RocksDBException e) {
            throw failure(folder, "read", e);
        }
    }

    /** To be closed by the caller, who asks {@link #check} when it ends. */
    public RocksIterator iterator(ColumnFamilyHandle family) {
        return database.newIterator(family);
    }

    /** An iterator ends at damage as it does at the end; this tells them apart. */
    public void check(RocksIterator iterator) throws IOException {
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw failure(folder, "read", e);
        }
    }

    /** Fills a batch and writes it, whole and synced. */
    public void write(Filling filling) throws IOException {
        write(filling, synced);
    }

    /** Fills a batch and writes it, whole. It survives this process; the next synced write makes it durable. */
    void writeUnsynced(Filling filling) throws IOException {
        write(filling, unsynced);
    }

    private void write(Filling filling, WriteOptions how) throws IOException {
        try (WriteBatch batch = new WriteBatch()) {
            filling.fill(batch);
            database.write(how, batch);
        } catch (RocksDBException e) {
            throw failure(folder, "write", e);
        }
    }

    IOException failure(String what, RocksDBException e) {
        return failure(folder, what, e);
    }

    private static IOException failure(Path folder, String what, RocksDBException e) {
        Status status = e.getStatus();
        Status.Code code = status == null ? Status.Code.Undefined : status.getCode();
        String message = String.valueOf(e.getMessage());
        if (code == Status.Code.Corruption || (code == Status.Code.IOError && message.contains(IS_MISSING))) {
            return damaged(folder, message, Optional.of(e));
        }
        boolean refused = code == Status.Code.InvalidArgument || code == Status.Code.NotSupported;
        if (refused && !message.contains(IS_THE_SYSTEM)) {
            return new StoreRefusedException(
                    "the store in " + folder + " is of another version than this program's: " + message, e);
        }
        return new IOException("cannot " + what + " the store in " + folder + ": " + message, e);
    }

    private static StoreDamagedException damaged(Path folder, String how, Optional<RocksDBException> cause) {
        String line = "the store in " + folder + " is damaged and must not be used: "
                + how.lines().findFirst().orElse("");
        return cause.isPresent() ? new StoreDamagedException(line, cause.get()) : new StoreDamagedException(line);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            free();
        }
    }

    private void free() {
        handles.forEach(ColumnFamilyHandle::close);
        database.close();
        synced.close();
        unsynced.close();
        familyOptions.close();
        options.close();
    }

    /** Fills a batch. */
    @FunctionalInterface
    public interface Filling {
        void fill(WriteBatch batch) throws IOException, RocksDBException;
    }
}
