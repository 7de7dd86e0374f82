package io.tetrarch.embedded;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeHash;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.RequestId;
import java.io.IOException;
import java.util.Optional;

/** Finds what was decided under a number in the ledger itself. Reads all of it, so it is for what nothing else tells. */
final class LedgerSearch {
    private LedgerSearch() {}

    /**
     * The decision on this request, or on its withdrawal.
     *
     * @param from the index that its entry is not before
     * @return empty if it is not there, or the ledger is not kept whole
     */
    static Optional<DecidedEntry> find(LedgerArchive ledger, RequestId id, long from) throws IOException {
        long size = ledger.size();
        for (long index = from; index < size; ) {
            Optional<LedgerArchive.Piece> piece = ledger.pieceWith(index);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            long at = piece.get().firstIndex();
            for (Batch batch : piece.get().batches()) {
                for (Entry entry : batch.entries()) {
                    if (entry instanceof DecisionEntry decision
                            && decision.request().id().equals(id)) {
                        return proven(ledger, piece.get(), decision, at);
                    }
                    at++;
                }
            }
            index = piece.get().endIndex();
        }
        return Optional.empty();
    }

    private static Optional<DecidedEntry> proven(
            LedgerArchive ledger, LedgerArchive.Piece piece, DecisionEntry decision, long index) throws IOException {
        LedgerTree tree = LedgerTree.empty();
        for (long at = 0; at < piece.endIndex(); ) {
            Optional<LedgerArchive.Piece> next = ledger.pieceWith(at);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            for (Batch batch : next.get().batches()) {
                batch.entries().forEach(entry -> tree.append(TreeHash.leaf(entry.encoded())));
            }
            at = next.get().endIndex();
        }
        return Optional.of(new DecidedEntry(
                decision,
                index,
                new DecidedEntry.Certified(
                        wanted -> TreeProofs.inclusion(tree, wanted, piece.endIndex()),
                        piece.batches().getLast().header(),
                        piece.certificate(),
                        0),
                0));
    }
}
