package io.tetrarch.node.store;

import io.tetrarch.node.store.Batches.Rows;
import io.tetrarch.node.store.Batches.Table;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.wire.Decoding;
import io.tetrarch.wire.StoredCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The ledger of a durable store. A row's key is the index of the first entry; its value: the count of entries, their leaf hashes
 * (RFC 6962, so that a proof about an old entry reads hashes, not bodies), then the record as it was executed.
 */
final class DurableArchive implements LedgerArchive {
    private final Batches batches;
    private final UntilClosed use;
    private final StoredCodec codec;
    private final Bodies bodies;

    DurableArchive(Batches batches, UntilClosed use, StoredCodec codec, Bodies bodies) {
        this.batches = batches;
        this.use = use;
        this.codec = codec;
        this.bodies = bodies;
    }

    void append(Stored.Executed executed, byte[] record, Batches.Batch batch) throws IOException {
        if (executed.batches().isEmpty()) {
            return;
        }
        Piece piece = Piece.of(executed.batches(), executed.certificate());
        int count = (int) (piece.endIndex() - piece.firstIndex());
        ByteBuffer value = ByteBuffer.allocate(Integer.BYTES + count * Digest.SIZE_BYTES + record.length);
        value.putInt(count);
        for (Batch each : piece.batches()) {
            for (Entry entry : each.entries()) {
                value.put(entry.leafHash().toArray());
            }
        }
        value.put(record);
        batch.put(Table.LEDGER, DurableStore.key(piece.firstIndex()), value.array());
    }

    @Override
    public long size() throws IOException {
        return use.read(this::sizeWhileOpen);
    }

    private long sizeWhileOpen() throws IOException {
        try (Rows row = batches.rows(Table.LEDGER)) {
            if (!row.last()) {
                return 0;
            }
            return ByteBuffer.wrap(row.key()).getLong()
                    + ByteBuffer.wrap(row.value()).getInt();
        }
    }

    @Override
    public Optional<Piece> pieceWith(long index) throws IOException {
        return use.read(() -> pieceWhileOpen(index));
    }

    private Optional<Piece> pieceWhileOpen(long index) throws IOException {
        try (Rows row = batches.rows(Table.LEDGER)) {
            if (!row.seekBack(DurableStore.key(index))) {
                return Optional.empty();
            }
            return Optional.of(piece(row.value())).filter(piece -> index < piece.endIndex());
        }
    }

    private Piece piece(byte[] value) throws IOException {
        int offset = Integer.BYTES + ByteBuffer.wrap(value).getInt() * Digest.SIZE_BYTES;
        byte[] record = Arrays.copyOfRange(value, offset, value.length);
        Decoding<Stored> decoded = decode(record);
        if (decoded instanceof Decoding.Decoded<Stored>(Stored.Executed executed)) {
            return Piece.of(executed.batches(), executed.certificate());
        }
        throw new StoreDamagedException(
                "the store in " + batches.folder() + " is damaged: a row of the ledger: " + decoded);
    }

    private Decoding<Stored> decode(byte[] record) throws IOException {
        try {
            return codec.decode(record, bodies::find);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Finds a batch by the digest of its header. */
    interface Bodies {
        Optional<Batch> find(Digest digest);
    }
}
