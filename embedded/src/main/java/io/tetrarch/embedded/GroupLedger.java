package io.tetrarch.embedded;

import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.StoreDamagedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The ledger of a group whose replicas keep it side by side: as long as the longest, since a decision is known as soon as
 * one replica has executed it, and each piece from the first that has it. One that is stopped, or whose store is damaged
 * where it is read, is passed over as long as another has it.
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
        Optional<StoreDamagedException> damage = Optional.empty();
        for (Shelf shelf : shelves) {
            try {
                longest = Math.max(longest, read(shelf, LedgerArchive::size).orElse(0L));
            } catch (StoreDamagedException e) {
                damage = Optional.of(e);
            }
        }
        if (longest == 0 && damage.isPresent()) {
            throw damage.get();
        }
        return longest;
    }

    @Override
    public Optional<Piece> pieceWith(long index) throws IOException {
        Optional<StoreDamagedException> damage = Optional.empty();
        for (Shelf shelf : shelves) {
            try {
                Optional<Piece> piece =
                        read(shelf, archive -> archive.pieceWith(index)).flatMap(found -> found);
                if (piece.isPresent()) {
                    return piece;
                }
            } catch (StoreDamagedException e) {
                damage = Optional.of(e);
            }
        }
        if (damage.isPresent()) {
            throw damage.get();
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
