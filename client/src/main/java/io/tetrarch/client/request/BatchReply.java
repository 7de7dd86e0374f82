package io.tetrarch.client.request;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Header;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whole batches that a replica executed together, with the ledger's edge before them. One check for all their entries: a
 * quorum's good signatures on the last header, and the ledger that it names has these entries at its end. The way from an
 * entry to the ledger's root is looked for only where it is asked for.
 *
 * @param before the ledger before them
 * @param batches in ascending order, one at least
 * @param certificate of the last of them
 * @param prepares signers of the last one's prepared certificate, as far as the replica saw
 */
public record BatchReply(Frontier before, List<Batch> batches, CommitCertificate certificate, int prepares)
        implements Reply {
    public BatchReply {
        batches = List.copyOf(batches);
    }

    @Override
    public Optional<DecisionEntry> first(Predicate<DecisionEntry> wanted) {
        for (Batch batch : batches) {
            for (Entry entry : batch.entries()) {
                if (entry instanceof DecisionEntry decision && wanted.test(decision)) {
                    return Optional.of(decision);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<CertifiedDecisions> check(int quorum, Authenticator authenticator) {
        LedgerTree ledger = LedgerTree.from(before);
        SortedMap<Long, DecisionEntry> decisions = new TreeMap<>();
        for (Batch batch : batches) {
            for (Entry entry : batch.entries()) {
                long index = ledger.append(entry.leafHash());
                if (entry instanceof DecisionEntry decision) {
                    decisions.put(index, decision);
                }
            }
        }
        Header header = batches.getLast().header();
        boolean good = certificate.digest().equals(header.digest())
                && ledger.size() == header.ledgerSize()
                && ledger.root().equals(header.ledgerRoot())
                && certificate.signatures().count() >= quorum
                && authenticator.isAuthentic(certificate);
        return good
                ? Optional.of(new CertifiedDecisions(
                        decisions,
                        new DecidedEntry.Certified(
                                index -> TreeProofs.inclusion(ledger, index, header.ledgerSize()),
                                header,
                                certificate,
                                prepares)))
                : Optional.empty();
    }
}
