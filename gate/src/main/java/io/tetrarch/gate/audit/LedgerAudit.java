package io.tetrarch.gate.audit;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.group.Group;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Goes through a ledger from its beginning and believes nothing but the group file: every signature, the chain of headers,
 * the tree, that a quorum signed, that no request stands twice, and that each outcome follows from its verdicts by the
 * charter in force. Stops at the first thing that does not hold. Not thread-safe.
 */
public final class LedgerAudit {
    private final Group group;
    private final Authenticator authenticator;
    private final DecisionService service;
    private Digest parent;
    private long certified;

    /** @throws io.tetrarch.crypto.signature.KeyRefusedException if a key of the group is unfit */
    public LedgerAudit(Group group, SignatureScheme scheme) {
        this.group = group;
        this.authenticator = new Authenticator(group.keyring(scheme), group.domain());
        this.service = new DecisionService(group.membership(), group.charter().founding());
        this.parent = Header.genesis(group.domain());
    }

    /** Entries found good so far. */
    public long size() {
        return service.ledger().size();
    }

    /** Entries that a quorum has signed for. */
    public long certified() {
        return certified;
    }

    /** The root of what was found good so far. */
    public Digest root() {
        return service.ledger().root();
    }

    public long signaturesVerified() {
        return authenticator.signaturesVerified();
    }

    /** Takes the batch that comes next; it counts only once a certificate of it, or of a later one, was found good. */
    public Optional<Finding> take(Batch batch) {
        Header header = batch.header();
        if (header.sequence() != service.sequence() + 1) {
            return here("expected the batch of sequence " + (service.sequence() + 1) + ", found " + header.sequence());
        }
        if (!header.parent().equals(parent)) {
            return here("its header does not follow on the header before it");
        }
        long index = size();
        for (Entry entry : batch.entries()) {
            Optional<String> problem = problem(entry);
            if (problem.isPresent()) {
                return Optional.of(new Finding(index, problem.get()));
            }
            index++;
        }
        if (!batch.isWhole()) {
            return here("its batch is not the one that the header names");
        }
        try {
            service.execute(batch);
        } catch (IllegalStateException e) {
            return here(String.valueOf(e.getMessage()));
        }
        parent = header.digest();
        return Optional.empty();
    }

    /** Takes the certificate of the batch taken last. */
    public Optional<Finding> take(CommitCertificate certificate) {
        if (certificate.sequence() != service.sequence()
                || !certificate.digest().equals(parent)) {
            return last("the certificate is of another header");
        }
        if (certificate.signatures().count() < group.quorum()) {
            return last("the certificate has " + certificate.signatures().count() + " signatures, " + group.quorum()
                    + " are needed");
        }
        if (!authenticator.isAuthentic(certificate)) {
            return last("a signature of the certificate is bad");
        }
        certified = size();
        return Optional.empty();
    }

    /** To be asked when there is no more: whether a quorum stands behind all of it. */
    public Optional<Finding> end() {
        return certified == size()
                ? Optional.empty()
                : Optional.of(new Finding(certified, "no certificate stands behind this entry and those after it"));
    }

    private Optional<Finding> here(String problem) {
        return Optional.of(new Finding(size(), problem));
    }

    private Optional<Finding> last(String problem) {
        return Optional.of(new Finding(Math.max(0, size() - 1), problem));
    }

    private Optional<String> problem(Entry entry) {
        return authenticator
                .refusalOf(entry)
                .map(refusal -> "a signature or digest in it is bad: " + refusal.name())
                .or(() -> switch (entry) {
                    case DecisionEntry decision -> problem(decision);
                    case EvidenceEntry evidence -> Optional.empty();
                });
    }

    /** The verdicts settle it as said; of an expired one, the replicas that signed vouch for the time. */
    private Optional<String> problem(DecisionEntry decision) {
        if (service.isDecided(decision.request().id())) {
            return Optional.of("its request was decided before");
        }
        Optional<String> refused =
                service.refuses(decision.request()).map(reason -> "its request may not be decided: " + reason.name());
        if (refused.isPresent()) {
            return refused;
        }
        SortedMap<Integer, Verdict> verdicts = new TreeMap<>();
        for (VerdictVote vote : decision.verdicts()) {
            if (!vote.verdict().request().equals(decision.request().digest())
                    || verdicts.put(vote.replica(), vote.verdict()) != null) {
                return Optional.of("its verdicts are on another request, or a replica has two");
            }
        }
        Outcome settled = service.settle(decision.request().request(), verdicts).orElse(Outcome.EXPIRED);
        return settled == decision.outcome()
                ? Optional.empty()
                : Optional.of("the outcome is said to be " + decision.outcome() + ", the verdicts make it "
                        + (settled == Outcome.EXPIRED ? "neither APPROVED nor DENIED" : settled.name()));
    }
}
