package io.tetrarch.node.store;

import io.tetrarch.node.store.MemoryPlaces.Found;
import io.tetrarch.pbft.Stored;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store that lasts as long as its process: nothing in it survives a crash. */
public final class MemoryStore implements ReplicaStore, LedgerArchive {
    private static final int LARGEST_GROUP = 13;

    private final MemoryLedger ledger;
    private final MemoryPlaces places = new MemoryPlaces();
    private List<Stored> log = new ArrayList<>();
    private int latestSnapshot = -1;

    /** Of a replica that is alone in its process. */
    public MemoryStore() {
        this(new MemoryLedger(WireLimits.of(LARGEST_GROUP)));
    }

    /** @param ledger of the replicas in this process, which have most of what they keep in common */
    public MemoryStore(MemoryLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public History recover() {
        return new History(log.subList(Math.max(latestSnapshot, 0), log.size()));
    }

    @Override
    public void append(List<Stored> records) {
        for (Stored record : records) {
            if (record instanceof Stored.Snapshot) {
                latestSnapshot = log.size();
            }
            log.add(record);
            if (record instanceof Stored.Executed executed
                    && !executed.batches().isEmpty()) {
                Piece piece = Piece.of(executed.batches(), executed.certificate());
                places.put(piece.firstIndex(), piece.endIndex(), ledger.keep(executed));
            }
        }
    }

    @Override
    public void truncate() {
        if (latestSnapshot > 0) {
            log = new ArrayList<>(log.subList(latestSnapshot, log.size()));
            latestSnapshot = 0;
        }
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public LedgerArchive archive() {
        return this;
    }

    @Override
    public long size() {
        return places.end();
    }

    @Override
    public Optional<Piece> pieceWith(long index) throws IOException {
        Optional<Found> found = places.floor(index);
        return found.isEmpty() || index >= found.get().end()
                ? Optional.empty()
                : Optional.of(ledger.piece(found.get().place()));
    }

    @Override
    public void close() {}
}
