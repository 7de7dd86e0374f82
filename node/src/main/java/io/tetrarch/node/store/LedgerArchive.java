package io.tetrarch.node.store;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Executed batches by their place in the ledger; for any thread. */
public interface LedgerArchive {
    /** Entries in the ledger; those before a state transfer may be missing here. */
    long size() throws IOException;

    /** The piece of the ledger that the entry stands in; empty if it is not kept here. */
    Optional<Piece> pieceWith(long index) throws IOException;

    /**
     * Batches that were executed together.
     *
     * @param firstIndex of the first batch's first entry in the ledger, from 0
     * @param batches in ascending order
     * @param certificate of the last of them
     */
    record Piece(long firstIndex, List<Batch> batches, CommitCertificate certificate) {
        public Piece {
            batches = List.copyOf(batches);
        }

        /** The index after the last entry's. */
        public long endIndex() {
            return batches.getLast().header().ledgerSize();
        }

        /** Batches in ascending order, at least one, with the certificate of the last. */
        public static Piece of(List<Batch> batches, CommitCertificate certificate) {
            Batch first = batches.getFirst();
            long firstIndex = first.header().ledgerSize() - first.entries().size();
            return new Piece(firstIndex, batches, certificate);
        }
    }
}
