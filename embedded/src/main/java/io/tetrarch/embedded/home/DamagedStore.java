package io.tetrarch.embedded.home;

import io.tetrarch.node.store.History;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.pbft.Stored;
import java.util.List;
import java.util.Optional;

/** In the place of a store that cannot be opened: its replica fails, and the others go on. */
record DamagedStore(StoreDamagedException why) implements ReplicaStore, LedgerArchive {
    @Override
    public History recover() throws StoreDamagedException {
        throw why;
    }

    @Override
    public void append(List<Stored> records) throws StoreDamagedException {
        throw why;
    }

    @Override
    public void truncate() throws StoreDamagedException {
        throw why;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public LedgerArchive archive() {
        return this;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Optional<Piece> pieceWith(long index) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
