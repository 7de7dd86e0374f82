package io.tetrarch.client;

import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import java.util.function.LongFunction;

/**
 * A decision with what proves it, found good by the client: a quorum signed the header, and the header's ledger holds
 * the entry.
 *
 * @param index of the entry in the ledger, from 0
 * @param elapsedNanos from the request's signature to this answer
 */
public record DecidedEntry(DecisionEntry entry, long index, Certified certified, long elapsedNanos) {
    /**
     * What was certified, of which the entry is a part.
     *
     * @param inclusion from the entry of an index to the ledger root of {@code header}
     * @param prepares replicas that prepared the header, as far as the replica that answered saw
     */
    public record Certified(
            LongFunction<InclusionPath> inclusion, Header header, CommitCertificate certificate, int prepares) {}

    /** Of the batch whose certificate it is, which covers the entry. */
    public Header header() {
        return certified.header();
    }

    /** The commits of 2f+1 replicas on the header. */
    public CommitCertificate certificate() {
        return certified.certificate();
    }

    /** Replicas that prepared the header, as far as the one that answered saw. */
    public int prepares() {
        return certified.prepares();
    }

    /** From the entry to the ledger root of the header. */
    public InclusionPath inclusion() {
        return certified.inclusion().apply(index);
    }
}
