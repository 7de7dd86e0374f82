package io.tetrarch.node.replica;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import java.util.List;
import java.util.Optional;

/**
 * Batches that a replica executed together.
 *
 * @param before the ledger before them; empty if the replica jumped there by a state transfer
 * @param batches in ascending order
 * @param certificate of the last of them
 * @param prepares signers of the last one's prepared certificate; 0 if this replica did not prepare it
 */
public record Executed(
        int replica, Optional<Frontier> before, List<Batch> batches, CommitCertificate certificate, int prepares) {
    public Executed {
        batches = List.copyOf(batches);
    }
}
