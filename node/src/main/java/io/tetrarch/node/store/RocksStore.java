package io.tetrarch.node.store;

import io.tetrarch.node.store.RocksFamilies.Filling;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.wire.Decoding;
import io.tetrarch.wire.MessageCodec;
import io.tetrarch.wire.StoredCodec;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * A replica's store in RocksDB. One column family holds the log of own votes and what binds them, by position; the
 * batches that it speaks of, the snapshots, the executed ledger and the evidence have families of their own, so that
 * what is kept for good is not rewritten with what is dropped at the next checkpoint.
 */
public final class RocksStore implements ReplicaStore {
    private static final byte[] NOTHING = {};
    private static final SharedBatches SHARED = new SharedBatches();

    private static final List<String> FAMILIES = List.of("votes", "batches", "snapshots", "ledger", "evidence");
    /** Batches remembered as written already; more than a window holds. */
    private static final int REMEMBERED = 4096;

    private final RocksFamilies families;
    private final ColumnFamilyHandle log;
    private final ColumnFamilyHandle bodies;
    private final ColumnFamilyHandle snapshots;
    private final ColumnFamilyHandle evidence;
    private final StoredCodec codec;
    private final MessageCodec messages;
    private final RocksArchive archive;
    private final Optional<SignedMark> signed;
    /** What opening found out without writing it. */
    private final List<Stored> unwritten;
    /** Bodies that are in the database, the latest last. */
    private final Set<Digest> written = new LinkedHashSet<>();

    private long next;
    private long latestSnapshot = -1;

    private RocksStore(RocksFamilies families, WireLimits limits, Optional<SignedMark> signed, List<Stored> unwritten) {
        this.families = families;
        this.log = families.family(1);
        this.bodies = families.family(2);
        this.snapshots = families.family(3);
        this.evidence = families.family(5);
        this.codec = new StoredCodec(limits);
        this.messages = new MessageCodec(limits.forStore());
        this.archive = new RocksArchive(families, families.family(4), codec, this::bodyUnchecked);
        this.signed = signed;
        this.unwritten = unwritten;
    }

    /**
     * Opens the store in {@code folder}, making one where there is none. Where votes may be lost, its log goes on with
     * {@link Stored.Learning#BEGINS} (see {@link RocksOpening}).
     *
     * @param domain the store must be of this group and epoch
     * @param replica and of this replica
     * @param mayBeNew whether it is expected that there is no store yet
     * @throws IOException if it is damaged, in use, or another replica's
     */
    public static RocksStore open(Path folder, Domain domain, int replica, boolean mayBeNew, WireLimits limits)
            throws IOException {
        return open(folder, domain, replica, mayBeNew, limits, SignedMark.Syncing.USUAL);
    }

    /** @param beside how the file beside the store is synced */
    static RocksStore open(
            Path folder, Domain domain, int replica, boolean mayBeNew, WireLimits limits, SignedMark.Syncing beside)
            throws IOException {
        RocksFamilies families = RocksFamilies.open(folder, FAMILIES);
        try {
            RocksOpening opening = new RocksOpening(families, domain, replica);
            return new RocksStore(families, limits, Optional.of(opening.settle(mayBeNew, beside)), List.of());
        } catch (IOException | RuntimeException e) {
            families.close();
            throw e;
        }
    }

    /**
     * Opens a store that exists, to look at its ledger and its evidence; nothing in it changes. Where a start would find
     * that votes may be lost, {@link #recover} says so.
     *
     * @throws IOException if it is damaged, or another replica's
     */
    public static RocksStore openForReading(Path folder, Domain domain, int replica, WireLimits limits)
            throws IOException {
        RocksFamilies families = RocksFamilies.openForReading(folder, FAMILIES);
        try {
            boolean lost = new RocksOpening(families, domain, replica).wouldLearn();
            return new RocksStore(
                    families, limits, Optional.empty(), lost ? List.of(Stored.Learning.BEGINS) : List.of());
        } catch (IOException | RuntimeException e) {
            families.close();
            throw e;
        }
    }

    /**
     * Reads all that it keeps, which opening and recovering do not.
     *
     * @throws StoreDamagedException if any of it is damaged
     */
    public void requireSound() throws IOException {
        families.requireSound();
        recover();
        evidence();
        long index = 0;
        while (index < archive.size()) {
            index = archive.pieceWith(index).map(LedgerArchive.Piece::endIndex).orElse(index + 1);
        }
    }

    /** The equivocations that this replica has proof of. */
    public List<Evidence> evidence() throws IOException {
        List<Evidence> found = new ArrayList<>();
        try (RocksIterator each = families.iterator(evidence)) {
            for (each.seekToFirst(); each.isValid(); each.next()) {
                if (codec.decode(each.value(), this::bodyUnchecked)
                        instanceof Decoding.Decoded<Stored>(Stored.Conviction conviction)) {
                    found.add(conviction.evidence());
                } else {
                    throw new StoreDamagedException(
                            "the store in " + families.folder() + " is damaged: a record of evidence");
                }
            }
            families.check(each);
        }
        return found;
    }

    @Override
    public History recover() throws IOException {
        try {
            return readLog();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // of a batch, which is read while the record that speaks of it is
        }
    }

    private History readLog() throws IOException {
        List<Stored> records = new ArrayList<>();
        long expected = -1;
        try (RocksIterator each = families.iterator(log)) {
            for (each.seekToFirst(); each.isValid(); each.next()) {
                long position = ByteBuffer.wrap(each.key()).getLong();
                boolean snapshot = each.value().length == 0;
                boolean follows = expected < 0 ? position == 0 || snapshot : position == expected;
                if (!follows) {
                    throw damaged(position, "the one before it is missing");
                }
                expected = position + 1;
                latestSnapshot = snapshot ? position : latestSnapshot;
            }
            families.check(each);
            next = Math.max(expected, 0);
            for (each.seek(key(Math.max(latestSnapshot, 0))); each.isValid(); each.next()) {
                records.add(record(ByteBuffer.wrap(each.key()).getLong(), each.value()));
            }
            families.check(each);
        }
        records.addAll(unwritten);
        return new History(records);
    }

    private Stored record(long position, byte[] value) throws IOException {
        byte[] bytes = value.length == 0 ? families.get(snapshots, key(position)) : value;
        if (bytes == null) {
            throw damaged(position, "its snapshot is missing");
        }
        return switch (codec.decode(bytes, this::sharedBody)) {
            case Decoding.Decoded<Stored> decoded -> decoded.value();
            case Decoding.Malformed<Stored> malformed -> throw damaged(position, malformed.reason());
        };
    }

    private IOException damaged(long position, String how) {
        return new StoreDamagedException("the store in " + families.folder()
                + " is damaged and must not be used: record " + position + ": " + how);
    }

    @Override
    public void append(List<Stored> records) throws IOException {
        Filling all = batch -> {
            for (Stored record : records) {
                append(record, batch);
            }
        };
        if (records.stream().allMatch(Stored.Executed.class::isInstance)) {
            families.writeUnsynced(all);
        } else {
            write(all, next + records.size());
        }
    }

    /** Nothing is sent before the store has this, and while the place beside it is too far behind with what it had before. */
    private void write(Filling filling, long end) throws IOException {
        if (signed.isEmpty()) {
            throw new IOException("the store in " + families.folder() + " is open for reading");
        }
        SignedMark mark = signed.get();
        families.write(filling);
        mark.await();
        mark.confirm(end);
    }

    private void append(Stored record, WriteBatch batch) throws RocksDBException {
        for (Batch body : StoredCodec.bodies(record)) {
            if (remember(body.digest())) {
                batch.put(bodies, body.digest().toArray(), messages.encodeBatch(body));
            }
        }
        byte[] bytes = codec.encode(record);
        long position = next++;
        if (record instanceof Stored.Snapshot) {
            latestSnapshot = position;
            batch.put(snapshots, key(position), bytes);
            batch.put(log, key(position), NOTHING);
            return;
        }
        batch.put(log, key(position), bytes);
        if (record instanceof Stored.Executed executed) {
            archive.append(executed, bytes, batch);
        } else if (record instanceof Stored.Conviction) {
            batch.put(evidence, Hash.sha3(bytes).toArray(), bytes);
        }
    }

    private boolean remember(Digest digest) {
        if (!written.add(digest)) {
            return false;
        }
        if (written.size() > REMEMBERED) {
            written.remove(written.iterator().next());
        }
        return true;
    }

    /** What only dropped records speak of goes with them; an executed batch belongs to the archive. */
    @Override
    public void truncate() throws IOException {
        if (latestSnapshot <= 0) {
            return;
        }
        Set<Digest> proposed = new HashSet<>();
        Set<Digest> kept = new HashSet<>();
        long first = latestSnapshot;
        try (RocksIterator each = families.iterator(log)) {
            for (each.seekToFirst(); each.isValid(); each.next()) {
                long position = ByteBuffer.wrap(each.key()).getLong();
                first = Math.min(first, position);
                boolean dropped = position < latestSnapshot;
                if (each.value().length > 0) {
                    boolean executed = StoredCodec.isExecuted(each.value());
                    (dropped && !executed ? proposed : kept).addAll(StoredCodec.bodiesOf(each.value()));
                }
            }
            families.check(each);
        }
        proposed.removeAll(kept);
        proposed.forEach(written::remove);
        long from = first;
        families.write(batch -> {
            for (Digest digest : proposed) {
                batch.delete(bodies, digest.toArray());
            }
            batch.deleteRange(log, key(from), key(latestSnapshot));
            batch.deleteRange(snapshots, key(from), key(latestSnapshot));
        });
    }

    /** For a record that a replica will hold on to. That another has read it does not say that it is kept here. */
    private Optional<Batch> sharedBody(Digest digest) {
        Optional<Batch> known = SHARED.get(digest);
        return known.isPresent() && isKept(digest)
                ? known
                : bodyUnchecked(digest).map(SHARED::share);
    }

    private boolean isKept(Digest digest) {
        try {
            return families.get(bodies, digest.toArray()) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Batch> bodyUnchecked(Digest digest) {
        try {
            return body(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Batch> body(Digest digest) throws IOException {
        byte[] bytes = families.get(bodies, digest.toArray());
        if (bytes == null) {
            return Optional.empty();
        }
        return switch (messages.decodeBatch(bytes)) {
            case Decoding.Decoded<Batch> decoded
            when decoded.value().digest().equals(digest) -> Optional.of(decoded.value());
            case Decoding.Decoded<Batch> other -> Optional.empty();
            case Decoding.Malformed<Batch> malformed ->
                throw new StoreDamagedException("the store in " + families.folder()
                        + " is damaged and must not be used: batch " + digest + ": " + malformed.reason());
        };
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public OptionalLong bytesOnDisk() throws IOException {
        return OptionalLong.of(families.bytes());
    }

    @Override
    public LedgerArchive archive() {
        return archive;
    }

    @Override
    public void close() {
        families.close();
        signed.ifPresent(SignedMark::close);
    }

    /** Big-endian, so that the order of keys is the order of numbers. */
    static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
