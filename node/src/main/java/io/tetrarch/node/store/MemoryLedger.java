package io.tetrarch.node.store;

import io.tetrarch.node.store.LedgerArchive.Piece;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.ledger.EntryDecoder;
import io.tetrarch.wire.Decoding;
import io.tetrarch.wire.StoredCodec;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the replicas of one process have executed, encoded and off the heap, where the garbage collector has nothing to do
 * with it: a ledger is kept whole and hardly ever read. A batch is kept once, whichever replicas executed it; the
 * certificates, which are each replica's own, are kept by replica. Entries are kept in their canonical encoding, which
 * was made when they were hashed.
 *
 * <p>For any thread. What was kept stays where it is and is never changed, so reading takes no lock.
 */
public final class MemoryLedger {
    /** Batches that are known to be kept already; those that replicas may be apart by, and more. */
    private static final int REMEMBERED = 4096;

    private final OffHeap bytes = new OffHeap();
    private final StoredCodec codec;
    private final Map<Digest, Long> places = new LinkedHashMap<>();

    /** @param limits of the group's certificates */
    public MemoryLedger(WireLimits limits) {
        this.codec = new StoredCodec(limits);
    }

    /**
     * Keeps a piece.
     *
     * @return its place, for {@link #piece}
     */
    long keep(Stored.Executed executed) {
        byte[] record = codec.encode(executed);
        long[] batches = executed.batches().stream().mapToLong(this::place).toArray();
        return bytes.add(Integer.BYTES + batches.length * Long.BYTES + record.length, to -> {
            to.putInt(batches.length);
            for (long batch : batches) {
                to.putLong(batch);
            }
            to.put(record);
        });
    }

    private synchronized long place(Batch batch) {
        Long known = places.get(batch.digest());
        if (known != null) {
            return known;
        }
        long place = keep(batch);
        places.put(batch.digest(), place);
        if (places.size() > REMEMBERED) {
            places.remove(places.keySet().iterator().next());
        }
        return place;
    }

    private long keep(Batch batch) {
        byte[] header = batch.header().encoded();
        int length = header.length + Integer.BYTES;
        for (Entry entry : batch.entries()) {
            length += 2 * Integer.BYTES + entry.encoded().length + action(entry).size();
        }
        return bytes.add(length, to -> {
            to.put(header).putInt(batch.entries().size());
            for (Entry entry : batch.entries()) {
                to.putInt(entry.encoded().length).put(entry.encoded());
                to.putInt(action(entry).size()).put(action(entry).readOnlyArray());
            }
        });
    }

    /** What an entry's encoding has the hash of only. */
    private static Bytes action(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> decision.request().action();
            case EvidenceEntry evidence -> Bytes.EMPTY;
        };
    }

    /** @throws IOException if what is kept is not what was kept, so that memory is damaged */
    Piece piece(long place) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(bytes.get(place));
        int count = from.getInt();
        Map<Digest, Batch> bodies = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Batch batch = batch(from.getLong());
            bodies.put(batch.digest(), batch);
        }
        byte[] record = new byte[from.remaining()];
        from.get(record);
        Decoding<Stored> decoded = codec.decode(record, digest -> Optional.ofNullable(bodies.get(digest)));
        if (decoded instanceof Decoding.Decoded<Stored>(Stored.Executed executed)) {
            return Piece.of(executed.batches(), executed.certificate());
        }
        throw new IOException("the ledger in memory is damaged: " + decoded);
    }

    private Batch batch(long place) throws IOException {
        try {
            CanonicalReader from = new CanonicalReader(bytes.get(place));
            Header header = new Header(from.u64(), from.digest(), from.digest(), from.u64(), from.digest());
            List<Entry> entries =
                    from.list(2 * Integer.BYTES, entry -> EntryDecoder.decode(entry.bytes(), entry.bytes()));
            from.end();
            return new Batch(header, entries);
        } catch (IllegalArgumentException e) {
            throw new IOException("the ledger in memory is damaged: a batch: " + e.getMessage(), e);
        }
    }
}
