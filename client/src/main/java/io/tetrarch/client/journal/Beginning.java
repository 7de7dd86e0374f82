package io.tetrarch.client.journal;

import io.tetrarch.pbft.message.Request;

/**
 * From when on a journal knows of every request that was used. What was decided before it began, an earlier journal that
 * is lost may have used up.
 *
 * @param entries of the ledger when it began
 * @param millis when it began, in milliseconds of Unix time
 */
public record Beginning(long entries, long millis) {
    /** Of a journal that no other was before. */
    public static final Beginning FIRST = new Beginning(0, Long.MIN_VALUE);

    /**
     * Whether the journal knows if this request was used. Both are asked: the ledger's index, since a client's clock may be
     * wrong, and the request's time, since a ledger may have lost its last entries with the journal.
     *
     * @param index of the decision on it in the ledger, from 0
     */
    public boolean precedes(Request request, long index) {
        return index >= entries && request.validity().notBeforeMillis() >= millis;
    }
}
