package io.tetrarch.embedded.home;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;

/**
 * How far a group's ledger has been seen to go.
 *
 * @param entries in it
 * @param root over these
 * @param sequence of the batch that they end with; 0 before the first
 * @param epoch that the last of them was decided in
 */
public record LedgerMark(long entries, Digest root, long sequence, long epoch) {
    /** Of a ledger without entries. */
    static final LedgerMark EMPTY = new LedgerMark(0, Frontier.EMPTY.root(), 0, 1);

    /** After this batch, which a quorum has committed. */
    public static LedgerMark after(Batch batch) {
        Header header = batch.header();
        return new LedgerMark(header.ledgerSize(), header.ledgerRoot(), header.sequence(), epoch(batch));
    }

    /** Evidence does not say which epoch it is of. */
    private static long epoch(Batch batch) {
        long latest = 1;
        for (Entry entry : batch.entries()) {
            latest = switch (entry) {
                case DecisionEntry decision ->
                    Math.max(latest, decision.request().request().domain().epoch());
                case EvidenceEntry evidence -> latest;
            };
        }
        return latest;
    }

    /** The further one of two; an epoch once come to is not left. */
    LedgerMark orFurther(LedgerMark other) {
        return other.entries <= entries
                ? this
                : new LedgerMark(other.entries, other.root, other.sequence, Math.max(epoch, other.epoch));
    }

    /** In words. */
    String text() {
        return entries + " entries, root " + root;
    }
}
