package io.tetrarch.node.store;

import io.tetrarch.pbft.Stored;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.util.Optional;

/** A ledger in memory, of pieces that come from elsewhere. For any thread. */
public final class MemoryArchive implements LedgerArchive {
    private final MemoryLedger ledger;
    private final MemoryPlaces places = new MemoryPlaces();

    /** @param limits of the group's certificates */
    public MemoryArchive(WireLimits limits) {
        this.ledger = new MemoryLedger(limits);
    }

    /** Keeps the piece that comes next. */
    public void add(Piece piece) {
        places.put(
                piece.firstIndex(),
                piece.endIndex(),
                ledger.keep(new Stored.Executed(piece.batches(), piece.certificate())));
    }

    @Override
    public long size() {
        return places.end();
    }

    @Override
    public Optional<Piece> pieceWith(long index) throws IOException {
        Optional<MemoryPlaces.Found> found = places.floor(index);
        return found.isEmpty() || index >= found.get().end()
                ? Optional.empty()
                : Optional.of(ledger.piece(found.get().place()));
    }
}
