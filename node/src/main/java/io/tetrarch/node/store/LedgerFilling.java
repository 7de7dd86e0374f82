package io.tetrarch.node.store;

import java.io.IOException;
import java.util.Optional;

/**
 * Puts into a replica's ledger what is missing there: what was decided before a state transfer, while it was away. Its log
 * stays as it is.
 */
public final class LedgerFilling {
    private LedgerFilling() {}

    /**
     * Fills it up to its end, or wholly if it is empty. To be called while no replica is at work with the store.
     *
     * @param from audited from its first entry on
     * @return how many entries were missing and are there now
     */
    public static long fill(DurableStore store, LedgerArchive from) throws IOException {
        LedgerArchive own = store.archive();
        long size = own.size();
        long end = size == 0 ? from.size() : Math.min(size, from.size());
        long filled = 0;
        long index = 0;
        while (index < end) {
            Optional<LedgerArchive.Piece> kept = own.pieceWith(index);
            Optional<LedgerArchive.Piece> piece = kept.isPresent() ? kept : from.pieceWith(index);
            if (piece.isEmpty()) {
                return filled;
            }
            if (kept.isEmpty()) {
                store.take(piece.get());
            }
            long next = Math.min(piece.get().endIndex(), end);
            filled += kept.isEmpty() ? next - index : 0;
            index = next;
        }
        return filled;
    }

    /** How many entries of it are not kept, of those before its end. */
    public static long missing(LedgerArchive ledger) throws IOException {
        long size = ledger.size();
        long missing = 0;
        long index = 0;
        while (index < size) {
            Optional<LedgerArchive.Piece> piece = ledger.pieceWith(index);
            missing += piece.isPresent() ? 0 : 1;
            index = piece.isPresent() ? piece.get().endIndex() : index + 1;
        }
        return missing;
    }
}
