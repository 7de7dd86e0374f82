package io.tetrarch.embedded;

import io.tetrarch.node.store.LedgerArchive;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The ledger of a group whose replicas keep it side by side: as long as the longest, since a decision is known as soon as
 * one replica has executed it, and each piece from the first that has it. One that is stopped is passed over.
 */
final class GroupLedger implements LedgerArchive {
    private final List<Shelf> shelves;

    /** One replica's archive, which its store may take away and bring back. */
    interface Shelf {
        /** Empty while the replica is stopped. */
        Optional<LedgerArchive> archive();
    }

    GroupLedger(List<Shelf> shelves) {
        this.shelves = List.copyOf(shelves);
    }

    @Override
    public long size() throws IOException {
        long longest = 0;
        for (Shelf shelf : shelves) {
            longest = Math.max(longest, read(shelf, LedgerArchive::size).orElse(0L));
        }
        return longest;
    }

    @Override
    public Optional<Piece> pieceWith(long index) throws IOException {
        for (Shelf shelf : shelves) {
            Optional<Piece> piece =
                    read(shelf, archive -> archive.pieceWith(index)).flatMap(found -> found);
            if (piece.isPresent()) {
                return piece;
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(LedgerArchive archive) throws IOException;
    }

    /** Empty if the replica is stopped, be it in the middle of reading. */
    private static <T> Optional<T> read(Shelf shelf, Reading<T> reading) throws IOException {
        Optional<LedgerArchive> archive = shelf.archive();
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.of(archive.get()));
        } catch (IOException e) {
            if (shelf.archive().isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
