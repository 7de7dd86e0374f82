package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.Beginning;

/**
 * How far a folder's journal of runs has been seen to go.
 *
 * @param incarnation how many journals there have been, this one included: one that is lost is followed by another
 * @param beginning of this one
 * @param used requests that it has used up
 * @param acceptedBy who answers for the loss of the one before; empty if there was none
 */
public record ExecutorMark(long incarnation, Beginning beginning, long used, String acceptedBy) {
    /** Of a folder whose executor has used nothing yet. */
    static final ExecutorMark NEW = new ExecutorMark(1, new Beginning(0, 0), 0, "");

    ExecutorMark withUsed(long requests) {
        return new ExecutorMark(incarnation, beginning, requests, acceptedBy);
    }

    /** The journal that follows on this one, which is lost in whole or in part. */
    ExecutorMark next(Beginning begins, String accepter) {
        return new ExecutorMark(incarnation + 1, begins, 0, accepter);
    }
}
