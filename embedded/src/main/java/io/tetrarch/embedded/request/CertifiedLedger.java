package io.tetrarch.embedded.request;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Header;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Executed entries that a client has checked: a quorum's good signatures on the header, and the ledger that the header
 * names has these entries at its end. One check for all entries that were executed together.
 */
final class CertifiedLedger {
    private final LedgerTree ledger;
    private final Header header;
    private final CommitCertificate certificate;
    private final int prepares;
    private final SortedMap<Long, DecisionEntry> decisions = new TreeMap<>();

    private CertifiedLedger(Executed executed, Frontier before) {
        this.ledger = LedgerTree.from(before);
        this.header = executed.batches().getLast().header();
        this.certificate = executed.certificate();
        this.prepares = executed.prepares();
        for (Batch batch : executed.batches()) {
            for (Entry entry : batch.entries()) {
                long index = ledger.append(entry.leafHash());
                if (entry instanceof DecisionEntry decision) {
                    decisions.put(index, decision);
                }
            }
        }
    }

    /** Empty if a replica claims what its certificate does not prove. */
    static Optional<CertifiedLedger> check(
            Executed executed, Frontier before, int quorum, Authenticator authenticator) {
        CommitCertificate certificate = executed.certificate();
        CertifiedLedger certified = new CertifiedLedger(executed, before);
        boolean good = certificate.digest().equals(certified.header.digest())
                && certified.ledger.size() == certified.header.ledgerSize()
                && certified.ledger.root().equals(certified.header.ledgerRoot())
                && certificate.signatures().count() >= quorum
                && authenticator.isAuthentic(certificate);
        return good ? Optional.of(certified) : Optional.empty();
    }

    /** By their index in the ledger. */
    SortedMap<Long, DecisionEntry> decisions() {
        return decisions;
    }

    DecidedEntry decided(long index, DecisionEntry entry, long elapsedNanos) {
        return new DecidedEntry(
                entry, index, new DecidedEntry.Certified(ledger, header, certificate, prepares), elapsedNanos);
    }
}
