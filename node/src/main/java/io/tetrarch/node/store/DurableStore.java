package io.tetrarch.node.store;

import io.tetrarch.node.store.Batches.Filling;
import io.tetrarch.node.store.Batches.Rows;
import io.tetrarch.node.store.Batches.Table;
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

/**
 * A replica's store on disk: what it writes together, in what order, and what it makes of what a crash left. Beneath it are
 * {@link Batches} and the files of a {@link io.tetrarch.crypto.file.Disk}, and nothing else.
 */
public final class DurableStore implements ReplicaStore {
    private static final byte[] NOTHING = {};
    private static final SharedBatches SHARED = new SharedBatches();

    /** Batches remembered as written already; more than a window holds. */
    private static final int REMEMBERED = 4096;

    private final Batches batches;
    private final UntilClosed use;
    private final StoredCodec codec;
    private final MessageCodec messages;
    private final DurableArchive archive;
    private final Optional<SignedMark> signed;
    /** What opening found out without writing it. */
    private final List<Stored> unwritten;
    /** Bodies that are in the database, the latest last. */
    private final Set<Digest> written = new LinkedHashSet<>();

    private long next;
    private long latestSnapshot = -1;

    private DurableStore(Batches batches, WireLimits limits, Optional<SignedMark> signed, List<Stored> unwritten) {
        this.batches = batches;
        this.use = new UntilClosed(batches.folder());
        this.codec = new StoredCodec(limits);
        this.messages = new MessageCodec(limits.forStore());
        this.archive = new DurableArchive(batches, use, codec, this::bodyUnchecked);
        this.signed = signed;
        this.unwritten = unwritten;
    }

    /**
     * Opens the store in {@code folder}, making one where there is none. Where votes may be lost, its log goes on with
     * {@link Stored.Learning#BEGINS} (see {@link DurableOpening}).
     *
     * @param domain the store must be of this group and epoch
     * @param replica and of this replica
     * @param mayBeNew whether it is expected that there is no store yet
     * @throws IOException if it is damaged, in use, or another replica's
     */
    public static DurableStore open(Path folder, Domain domain, int replica, boolean mayBeNew, WireLimits limits)
            throws IOException {
        return open(Storage.system(), folder, domain, replica, mayBeNew, limits);
    }

    /** As {@link #open(Path, Domain, int, boolean, WireLimits)}, on other storage than this machine's. */
    public static DurableStore open(
            Storage storage, Path folder, Domain domain, int replica, boolean mayBeNew, WireLimits limits)
            throws IOException {
        boolean labelled = StoreLabel.check(storage.disk(), folder, domain, replica);
        Batches batches = storage.batches().open(folder);
        try {
            DurableOpening opening = new DurableOpening(storage, batches, domain, replica);
            DurableStore store = new DurableStore(batches, limits, Optional.of(opening.settle(mayBeNew)), List.of());
            if (!labelled) {
                StoreLabel.write(storage.disk(), folder, domain, replica);
            }
            return store;
        } catch (IOException | RuntimeException | Error e) {
            batches.close();
            throw e;
        }
    }

    /**
     * Finds out, without touching anything, whether {@link #open} would refuse the store in {@code folder}; that it is there
     * is not asked.
     *
     * @throws StoreRefusedException if so
     * @throws StoreDamagedException if files of it are missing, as far as that can be told without reading them
     */
    public static void requireUsable(Storage storage, Path folder, Domain domain, int replica) throws IOException {
        Batches.Opener opener = storage.batches();
        if (!StoreLabel.check(storage.disk(), folder, domain, replica) && opener.isMade(folder)) {
            // an earlier build's, or somebody took the label away: once it takes a longer look
            try (Batches batches = opener.openForReading(folder)) {
                new DurableOpening(storage, batches, domain, replica);
            }
        }
        opener.requireWhole(folder);
    }

    /**
     * Opens a store that exists, to look at its ledger and its evidence; nothing in it changes. Where a start would find
     * that votes may be lost, {@link #recover} says so.
     *
     * @throws IOException if it is damaged, or another replica's
     */
    public static DurableStore openForReading(Path folder, Domain domain, int replica, WireLimits limits)
            throws IOException {
        Storage storage = Storage.system();
        Batches batches = storage.batches().openForReading(folder);
        try {
            boolean lost = new DurableOpening(storage, batches, domain, replica).wouldLearn();
            return new DurableStore(
                    batches, limits, Optional.empty(), lost ? List.of(Stored.Learning.BEGINS) : List.of());
        } catch (IOException | RuntimeException e) {
            batches.close();
            throw e;
        }
    }

    /**
     * Reads all that it keeps, which opening and recovering do not.
     *
     * @throws StoreDamagedException if any of it is damaged
     */
    public void requireSound() throws IOException {
        batches.requireSound();
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
        try (Rows each = batches.rows(Table.EVIDENCE)) {
            for (boolean there = each.first(); there; there = each.next()) {
                if (codec.decode(each.value(), this::bodyUnchecked)
                        instanceof Decoding.Decoded<Stored>(Stored.Conviction conviction)) {
                    found.add(conviction.evidence());
                } else {
                    throw new StoreDamagedException(
                            "the store in " + batches.folder() + " is damaged: a record of evidence");
                }
            }
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
        try (Rows each = batches.rows(Table.LOG)) {
            for (boolean there = each.first(); there; there = each.next()) {
                long position = ByteBuffer.wrap(each.key()).getLong();
                boolean snapshot = each.value().length == 0;
                boolean follows = expected < 0 ? position == 0 || snapshot : position == expected;
                if (!follows) {
                    throw damaged(position, "the one before it is missing");
                }
                expected = position + 1;
                latestSnapshot = snapshot ? position : latestSnapshot;
            }
            next = Math.max(expected, 0);
            for (boolean there = each.seek(key(Math.max(latestSnapshot, 0))); there; there = each.next()) {
                records.add(record(ByteBuffer.wrap(each.key()).getLong(), each.value()));
            }
        }
        records.addAll(unwritten);
        return new History(records);
    }

    private Stored record(long position, byte[] value) throws IOException {
        Optional<byte[]> bytes = value.length == 0 ? batches.get(Table.SNAPSHOTS, key(position)) : Optional.of(value);
        if (bytes.isEmpty()) {
            throw damaged(position, "its snapshot is missing");
        }
        return switch (codec.decode(bytes.get(), this::sharedBody)) {
            case Decoding.Decoded<Stored> decoded -> decoded.value();
            case Decoding.Malformed<Stored> malformed -> throw damaged(position, malformed.reason());
        };
    }

    private IOException damaged(long position, String how) {
        return new StoreDamagedException("the store in " + batches.folder()
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
            batches.write(all, false);
        } else {
            write(all, next + records.size());
        }
    }

    /** Nothing is sent before the store has this, and while the place beside it is too far behind with what it had before. */
    private void write(Filling filling, long end) throws IOException {
        if (signed.isEmpty()) {
            throw new IOException("the store in " + batches.folder() + " is open for reading");
        }
        SignedMark mark = signed.get();
        batches.write(filling, true);
        mark.await();
        mark.confirm(end);
    }

    private void append(Stored record, Batches.Batch batch) throws IOException {
        for (Batch body : StoredCodec.bodies(record)) {
            if (remember(body.digest())) {
                batch.put(Table.BODIES, body.digest().toArray(), messages.encodeBatch(body));
            }
        }
        byte[] bytes = codec.encode(record);
        long position = next++;
        if (record instanceof Stored.Snapshot) {
            latestSnapshot = position;
            batch.put(Table.SNAPSHOTS, key(position), bytes);
            batch.put(Table.LOG, key(position), NOTHING);
            return;
        }
        batch.put(Table.LOG, key(position), bytes);
        if (record instanceof Stored.Executed executed) {
            archive.append(executed, bytes, batch);
        } else if (record instanceof Stored.Conviction) {
            batch.put(Table.EVIDENCE, Hash.sha3(bytes).toArray(), bytes);
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

    /** Into the ledger alone, where it has a place by what it is. */
    void take(LedgerArchive.Piece piece) throws IOException {
        Stored.Executed executed = new Stored.Executed(piece.batches(), piece.certificate());
        batches.write(
                batch -> {
                    for (Batch body : piece.batches()) {
                        batch.put(Table.BODIES, body.digest().toArray(), messages.encodeBatch(body));
                    }
                    archive.append(executed, codec.encode(executed), batch);
                },
                true);
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
        try (Rows each = batches.rows(Table.LOG)) {
            for (boolean there = each.first(); there; there = each.next()) {
                long position = ByteBuffer.wrap(each.key()).getLong();
                first = Math.min(first, position);
                boolean dropped = position < latestSnapshot;
                if (each.value().length > 0) {
                    boolean executed = StoredCodec.isExecuted(each.value());
                    (dropped && !executed ? proposed : kept).addAll(StoredCodec.bodiesOf(each.value()));
                }
            }
        }
        proposed.removeAll(kept);
        proposed.forEach(written::remove);
        long from = first;
        batches.write(
                batch -> {
                    for (Digest digest : proposed) {
                        batch.delete(Table.BODIES, digest.toArray());
                    }
                    batch.deleteRange(Table.LOG, key(from), key(latestSnapshot));
                    batch.deleteRange(Table.SNAPSHOTS, key(from), key(latestSnapshot));
                },
                true);
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
            return batches.get(Table.BODIES, digest.toArray()).isPresent();
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
        Optional<byte[]> bytes = batches.get(Table.BODIES, digest.toArray());
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        return switch (messages.decodeBatch(bytes.get())) {
            case Decoding.Decoded<Batch> decoded
            when decoded.value().digest().equals(digest) -> Optional.of(decoded.value());
            case Decoding.Decoded<Batch> other -> Optional.empty();
            case Decoding.Malformed<Batch> malformed ->
                throw new StoreDamagedException("the store in " + batches.folder()
                        + " is damaged and must not be used: batch " + digest + ": " + malformed.reason());
        };
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public OptionalLong bytesOnDisk() throws IOException {
        return OptionalLong.of(batches.bytes());
    }

    @Override
    public LedgerArchive archive() {
        return archive;
    }

    @Override
    public void close() {
        use.close(batches::close);
        signed.ifPresent(SignedMark::close);
    }

    /** Big-endian, so that the order of keys is the order of numbers. */
    static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
