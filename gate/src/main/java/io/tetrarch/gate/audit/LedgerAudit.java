package io.tetrarch.gate.audit;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.gate.service.Seating;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.StateRoot;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.rule.CharterVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Goes through a ledger from its beginning and believes nothing but the group file: every signature, the chain of headers,
 * the tree, that a quorum signed, that no request stands twice, and that each outcome follows from its verdicts by the
 * charter in force. Where an epoch ends it works out the next group for itself, and goes on by that group's keys. Stops at
 * the first thing that does not hold. Not thread-safe but for {@link #foresee}.
 */
public final class LedgerAudit {
    private final SignatureScheme scheme;
    private final Witness witness;
    private final List<Group> groups = new ArrayList<>();
    private volatile Authenticator authenticator;
    private DecisionService service;
    private long verifiedBefore;
    private Digest parent;
    private long certified;

    /**
     * @param founding the group in its first epoch
     * @throws io.tetrarch.crypto.signature.KeyRefusedException if a key of the group is unfit
     * @throws IllegalArgumentException if it is the group of a later epoch, whose ledger began before it
     */
    public LedgerAudit(Group founding, SignatureScheme scheme) {
        this(founding, scheme, batch -> {});
    }

    /** Sees what was found good, for whoever wants to know more of a ledger than that it holds. */
    @FunctionalInterface
    public interface Witness {
        /** This batch comes next; a certificate may still be to come. */
        void onTaken(Batch batch);
    }

    /** As {@link #LedgerAudit(Group, SignatureScheme)}, and tells of every batch in its order. */
    public LedgerAudit(Group founding, SignatureScheme scheme, Witness witness) {
        if (founding.descent().isPresent()) {
            throw new IllegalArgumentException("expected the group file of the founding, found that of epoch "
                    + founding.title().epoch());
        }
        this.scheme = scheme;
        this.witness = witness;
        this.groups.add(founding);
        this.authenticator = new Authenticator(founding.keyring(scheme), founding.domain());
        this.service = DecisionService.of(founding, scheme);
        this.parent = Header.genesis(founding.domain());
    }

    /** The group in each epoch that the ledger has reached, in their order. */
    public List<Group> groups() {
        return List.copyOf(groups);
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
        return verifiedBefore + authenticator.signaturesVerified();
    }

    /**
     * Looks at the signatures of a batch that is to come, from any thread: those that are good need not be computed once it
     * is taken. What {@link #take(Batch)} finds does not depend on it.
     */
    public void foresee(Batch batch) {
        Authenticator present = authenticator;
        batch.entries().forEach(present::refusalOf);
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
        } catch (BrokenInvariant e) {
            return here(e.found());
        } catch (IllegalStateException e) {
            return here(String.valueOf(e.getMessage()));
        }
        parent = header.digest();
        witness.onTaken(batch);
        return Optional.empty();
    }

    /** Takes the certificate of the batch taken last. */
    public Optional<Finding> take(CommitCertificate certificate) {
        if (certificate.sequence() != service.sequence()
                || !certificate.digest().equals(parent)) {
            return last("the certificate is of another header");
        }
        int quorum = groups.getLast().quorum();
        if (certificate.signatures().count() < quorum) {
            return last("the certificate has " + certificate.signatures().count() + " signatures, " + quorum
                    + " are needed");
        }
        if (!authenticator.isAuthentic(certificate)) {
            return last("a signature of the certificate is bad");
        }
        certified = size();
        if (service.endsEpoch()) {
            beginNextEpoch();
        }
        return Optional.empty();
    }

    /** What the state says of the next group is what a quorum of this one signed at its last checkpoint. */
    private void beginNextEpoch() {
        List<Bytes> state = service.snapshot();
        Seating seating = service.seating();
        CharterVersion charter = service.charters().current();
        Group next = groups.getLast()
                .succeededBy(
                        new Start(service.sequence(), parent, StateRoot.of(state)),
                        seating.keys(),
                        seating.joined(),
                        new GroupCharter(charter.digest(), charter.rules()));
        groups.add(next);
        verifiedBefore += authenticator.signaturesVerified();
        authenticator = new Authenticator(next.keyring(scheme), next.domain());
        service = DecisionService.of(next, scheme);
        service.restore(state);
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
        return EntryShape.flaw(entry, groups.getLast().replicas().size())
                .or(() -> authenticator
                        .refusalOf(entry)
                        .map(refusal -> "a signature or digest in it is bad: " + refusal.name()))
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
        decision.verdicts().forEach(vote -> verdicts.put(vote.replica(), vote.verdict()));
        Outcome settled = service.settle(decision.request().request(), verdicts).orElse(Outcome.EXPIRED);
        return settled == decision.outcome()
                ? Optional.empty()
                : Optional.of("the outcome is said to be " + decision.outcome() + ", the verdicts make it "
                        + (settled == Outcome.EXPIRED ? "neither APPROVED nor DENIED" : settled.name()));
    }
}
