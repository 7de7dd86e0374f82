package io.tetrarch.node.store;

import io.tetrarch.pbft.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store that lasts as long as its process: nothing in it survives a crash. */
public final class MemoryStore implements ReplicaStore, LedgerArchive {
    private final ConcurrentSkipListMap<Long, Piece> pieces = new ConcurrentSkipListMap<>();
    private List<Stored> log = new ArrayList<>();

    @Override
    public History recover() {
        int from = latestSnapshot();
        return new History(log.subList(Math.max(from, 0), log.size()), true);
    }

    @Override
    public void append(List<Stored> records) {
        log.addAll(records);
        for (Stored record : records) {
            if (record instanceof Stored.Executed executed
                    && !executed.batches().isEmpty()) {
                Piece piece = Piece.of(executed.batches(), executed.certificate());
                pieces.put(piece.firstIndex(), piece);
            }
        }
    }

    @Override
    public void truncate() {
        int from = latestSnapshot();
        if (from > 0) {
            log = new ArrayList<>(log.subList(from, log.size()));
        }
    }

    private int latestSnapshot() {
        int index = log.size() - 1;
        while (index >= 0 && !(log.get(index) instanceof Stored.Snapshot)) {
            index--;
        }
        return index;
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
        Map.Entry<Long, Piece> last = pieces.lastEntry();
        return last == null ? 0 : last.getValue().endIndex();
    }

    @Override
    public Optional<Piece> pieceWith(long index) {
        return Optional.ofNullable(pieces.floorEntry(index))
                .map(Map.Entry::getValue)
                .filter(piece -> index < piece.endIndex());
    }

    @Override
    public void close() {}
}
