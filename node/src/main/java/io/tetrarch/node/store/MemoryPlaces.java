package io.tetrarch.node.store;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where each piece of a replica's ledger is, in three numbers a piece. Pieces are put in ascending order, as they are
 * executed; one that is put again, as a replica does that recovers, takes the place of the one that was there. For any
 * thread.
 */
final class MemoryPlaces {
    private static final int NUMBERS = 3;

    /** First index, end index and place of each. */
    private long[] pieces = new long[NUMBERS * 16];

    private int count;

    /**
     * A piece.
     *
     * @param end the index after its last entry's
     */
    record Found(long end, long place) {}

    synchronized void put(long first, long end, long place) {
        int at = position(first);
        boolean again = at < count && pieces[NUMBERS * at] == first;
        if (!again) {
            if (NUMBERS * (count + 1) > pieces.length) {
                pieces = Arrays.copyOf(pieces, pieces.length + pieces.length / 2 / NUMBERS * NUMBERS);
            }
            System.arraycopy(pieces, NUMBERS * at, pieces, NUMBERS * (at + 1), NUMBERS * (count - at));
            count++;
        }
        pieces[NUMBERS * at] = first;
        pieces[NUMBERS * at + 1] = end;
        pieces[NUMBERS * at + 2] = place;
    }

    /** The end of the last piece; 0 if there is none. */
    synchronized long end() {
        return count == 0 ? 0 : pieces[NUMBERS * (count - 1) + 1];
    }

    /** The last piece that begins at this index or before it. */
    synchronized Optional<Found> floor(long index) {
        int at = position(index);
        if (at == count || pieces[NUMBERS * at] != index) {
            at--;
        }
        return at < 0 ? Optional.empty() : Optional.of(new Found(pieces[NUMBERS * at + 1], pieces[NUMBERS * at + 2]));
    }

    /** Of the first piece that begins at this index or after it. */
    private int position(long first) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces[NUMBERS * middle] < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
