package io.tetrarch.node.client;

import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;

/**
 * A decision with what proves it, found good by the client: a quorum signed the header, and the header's ledger holds
 * the entry.
 *
 * @param index of the entry in the ledger, from 0
 * @param ledger as of {@code header}
 * @param prepares replicas that prepared the header, as far as the replica that answered saw
 * @param elapsedNanos from the request's signature to this answer
 */
public record DecidedEntry(
        DecisionEntry entry,
        long index,
        LedgerTree ledger,
        Header header,
        CommitCertificate certificate,
        int prepares,
        long elapsedNanos) {
    /** From the entry to the ledger root of the header. */
    public InclusionPath inclusion() {
        return TreeProofs.inclusion(ledger, index, header.ledgerSize());
    }
}
