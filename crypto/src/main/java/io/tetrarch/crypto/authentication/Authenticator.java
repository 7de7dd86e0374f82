package io.tetrarch.crypto.authentication;

import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.VerifiedRequest;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is authentic for one group in one epoch, and so the only maker of {@link Verified} and
 * {@link VerifiedRequest}: the claimed sender's signature over the message, and every signature within it. A message
 * that is authentic may still be nonsense; what it says is judged by the protocol.
 *
 * <p>Two exceptions. A {@link Succession} proves itself by a quorum of the epoch that it ends: its sender may have no key
 * there, so its own signature counts for nothing. And the entries of {@link Committed} batches are not checked for their clients' and replicas'
 * signatures. 2f+1 replicas signed the commit, so an honest one checked them before; digests lead from the certificate
 * to each entry.
 *
 * <p>Signatures found good are remembered, up to a bound, so that a request or verdict seen before is not verified
 * again inside a batch, nor a vote inside a certificate. Safe to use from any thread; results do not depend on the
 * memory.
 */
public final class Authenticator {
    /** Signatures, and as many verdicts, that an authenticator remembers unless told otherwise. */
    public static final int DEFAULT_MEMORY = 1 << 15;

    private static final Set<MessageType> FORWARDED = Set.of(MessageType.PRE_PREPARE, MessageType.NEW_VIEW);

    private final SignatureChecks signatures;
    private final CertificateChecks certificates;
    private final EntryChecks entries;

    public Authenticator(Keyring keys, Domain domain) {
        this(keys, domain, DEFAULT_MEMORY);
    }

    /** @param memory most signatures, and most verdicts, to remember; 0 remembers none */
    public Authenticator(Keyring keys, Domain domain, int memory) {
        this.signatures = new SignatureChecks(keys, domain, memory);
        this.certificates = new CertificateChecks(signatures);
        this.entries = new EntryChecks(signatures, memory);
    }

    /** Checks a client's request: its domain, its client, its signature, and that the action is the one it names. */
    public Authentication<VerifiedRequest> authenticate(SignedRequest request) {
        return entries.refusalOf(request)
                .<Authentication<VerifiedRequest>>map(Authentication.Refused::new)
                .orElseGet(() -> new Authentication.Accepted<>(new VerifiedRequest(request)));
    }

    /** Checks a replica's message, with everything signed inside it. */
    public <M extends Message> Authentication<Verified<M>> authenticate(Signed<M> signed) {
        return refusalOf(signed)
                .<Authentication<Verified<M>>>map(Authentication.Refused::new)
                .orElseGet(() -> new Authentication.Accepted<>(new Verified<>(signed, signatures.domain())));
    }

    /** Whether every signature of the certificate is its signer's; not whether there are enough. */
    public boolean isAuthentic(CommitCertificate certificate) {
        return certificates.isGood(certificate);
    }

    /** Whether this proves what it accuses its replica of. */
    public boolean isAuthentic(Evidence evidence) {
        return entries.refusalOf(evidence).isEmpty();
    }

    /** What is wrong with a signature inside an entry: its client's, its replicas', or those that accuse. */
    public Optional<Refusal> refusalOf(Entry entry) {
        return entries.refusalOf(entry);
    }

    /** How many signatures were verified, that is computed. */
    public long signaturesVerified() {
        return signatures.verified();
    }

    /** How many verifications the memory saved. */
    public long signaturesRemembered() {
        return signatures.remembered();
    }

    private Optional<Refusal> refusalOf(Signed<? extends Message> signed) {
        if (signed.message() instanceof Succession succession) {
            return refusalOf(succession);
        }
        if (signatures.keys().replica(signed.sender()).isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_SENDER);
        }
        boolean good = signed.message() instanceof Verdicts verdicts
                ? entries.areGood(signed.sender(), verdicts, signed.signature())
                : signatures.isReplicas(signed.sender(), signed.message(), signed.signature());
        return good ? refusalOf(signed.message()) : Optional.of(Refusal.BAD_SIGNATURE);
    }

    /** What is wrong inside a message whose own signature is good. */
    private Optional<Refusal> refusalOf(Message message) {
        return switch (message) {
            case PrePrepare prePrepare -> entries.refusalOf(prePrepare.batch());
            case Prepare prepare -> Optional.empty();
            case Commit commit -> Optional.empty();
            case Verdicts verdicts -> Optional.empty();
            case Checkpoint checkpoint -> Optional.empty();
            case ViewChange viewChange -> unless(certificates.isGood(viewChange), Refusal.BAD_CERTIFICATE);
            case NewView newView -> unless(areGood(newView), Refusal.BAD_VIEW_CHANGE);
            case Status status -> Optional.empty();
            case Relay relay -> entries.refusalOf(relay.request());
            case Forward forward -> unless(isGood(forward), Refusal.BAD_FORWARD);
            case Fetch fetch -> Optional.empty();
            case Body body -> entries.refusalOf(body.batch());
            case Committed committed -> refusalOf(committed);
            case Stable stable -> unless(certificates.isGood(stable.certificate()), Refusal.BAD_CERTIFICATE);
            case Chunk chunk -> Optional.empty();
            case Accusation accusation -> entries.refusalOf(accusation.evidence());
            case Succession succession -> refusalOf(succession);
            case Reminder reminder -> refusalOf(reminder);
        };
    }

    private Optional<Refusal> refusalOf(Succession succession) {
        if (!succession.ended().equals(signatures.domain())) {
            return Optional.of(Refusal.OTHER_DOMAIN);
        }
        return unless(succession.isWhole() && certificates.isGood(succession.certificate()), Refusal.BAD_CERTIFICATE);
    }

    /** What it repeats is signed by whom it reminds, all of it; so the work is bounded by what is good. */
    private Optional<Refusal> refusalOf(Reminder reminder) {
        int of = reminder.of();
        if (reminder.votes().size() > Reminder.MOST_VOTES || reminder.verdicts().size() > Reminder.MOST_VERDICTS) {
            return Optional.of(Refusal.BAD_REMINDER);
        }
        boolean good = reminder.votes().stream().allMatch(vote -> entries.isGood(of, vote))
                && reminder.change()
                        .filter(change ->
                                change.sender() != of || refusalOf(change).isPresent())
                        .isEmpty()
                && reminder.verdicts().stream().allMatch(vote -> vote.replica() == of && entries.isGood(vote));
        return unless(good, Refusal.BAD_REMINDER);
    }

    private static Optional<Refusal> unless(boolean good, Refusal refusal) {
        return good ? Optional.empty() : Optional.of(refusal);
    }

    /** The type comes first: a forward in a forward must not lead any deeper. */
    private boolean isGood(Forward forward) {
        return FORWARDED.contains(forward.original().message().type())
                && refusalOf(forward.original()).isEmpty();
    }

    /** The VIEW-CHANGEs of more senders than there are cannot all be good, so the work is bounded. */
    private boolean areGood(NewView newView) {
        if (newView.viewChanges().size() > signatures.keys().replicas()) {
            return false;
        }
        for (Signed<ViewChange> viewChange : newView.viewChanges()) {
            if (refusalOf(viewChange).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** Actions travel beside the encodings that digests cover, so each is compared with its request's hash. */
    private Optional<Refusal> refusalOf(Committed committed) {
        if (!certificates.isGood(committed.certificate())) {
            return Optional.of(Refusal.BAD_CERTIFICATE);
        }
        for (Batch batch : committed.batches()) {
            for (Entry entry : batch.entries()) {
                boolean whole = switch (entry) {
                    case DecisionEntry decision -> decision.request().isWhole();
                    case EvidenceEntry evidence -> true;
                };
                if (!whole) {
                    return Optional.of(Refusal.OTHER_ACTION);
                }
            }
        }
        return Optional.empty();
    }
}
