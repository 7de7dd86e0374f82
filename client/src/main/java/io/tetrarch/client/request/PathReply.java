package io.tetrarch.client.request;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One decision with its way to the root of a certified ledger, as it comes over a network. The action comes beside the
 * request and in no hash of the ledger's, so it is checked here, and so are the signatures that the entry carries.
 *
 * @param path from the entry to the ledger root of {@code header}
 * @param prepares signers of the header's prepared certificate, as far as the replica saw
 */
public record PathReply(
        DecisionEntry entry, InclusionPath path, Header header, CommitCertificate certificate, int prepares)
        implements Reply {
    @Override
    public Optional<DecisionEntry> first(Predicate<DecisionEntry> wanted) {
        return Optional.of(entry).filter(wanted);
    }

    @Override
    public Optional<CertifiedDecisions> check(int quorum, Authenticator authenticator) {
        boolean good = certificate.digest().equals(header.digest())
                && path.size() == header.ledgerSize()
                && TreeProofs.rootOf(entry.leafHash(), path).equals(Optional.of(header.ledgerRoot()))
                && certificate.signatures().count() >= quorum
                && authenticator.isAuthentic(certificate)
                && authenticator.refusalOf(entry).isEmpty();
        return good
                ? Optional.of(new CertifiedDecisions(
                        new TreeMap<>(Map.of(path.index(), entry)),
                        new DecidedEntry.Certified(index -> path, header, certificate, prepares)))
                : Optional.empty();
    }
}
