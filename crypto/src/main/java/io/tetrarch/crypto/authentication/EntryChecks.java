package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks what a batch carries: clients' requests, replicas' verdicts, evidence. */
final class EntryChecks {
    private static final Set<MessageType> VOTES =
            Set.of(MessageType.PRE_PREPARE, MessageType.PREPARE, MessageType.COMMIT);

    private final SignatureChecks signatures;
    /**
     * By replica, so that none can crowd out another, the vote on each request. A replica has one verdict on a request; a
     * second one, which is equivocation, takes the place of the first.
     */
    private final List<Remembered<Digest, VerdictVote>> votes;

    /** By replica, the signature on each root of verdicts that it signed together. */
    private final List<Remembered<Digest, Bytes>> roots;

    EntryChecks(SignatureChecks signatures, int bound) {
        this.signatures = signatures;
        int replicas = Math.max(1, signatures.keys().replicas());
        this.votes = Stream.generate(() -> new Remembered<Digest, VerdictVote>(bound / replicas))
                .limit(replicas)
                .toList();
        this.roots = Stream.generate(() -> new Remembered<Digest, Bytes>(bound / replicas))
                .limit(replicas)
                .toList();
    }

    Optional<Refusal> refusalOf(Batch batch) {
        for (Entry entry : batch.entries()) {
            Optional<Refusal> refusal = refusalOf(entry);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    Optional<Refusal> refusalOf(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> refusalOf(decision);
            case EvidenceEntry evidence -> refusalOf(evidence.evidence());
        };
    }

    private Optional<Refusal> refusalOf(DecisionEntry entry) {
        for (VerdictVote vote : entry.verdicts()) {
            if (!isGood(vote)) {
                return Optional.of(Refusal.BAD_VERDICT);
            }
        }
        return refusalOf(entry.request());
    }

    Optional<Refusal> refusalOf(SignedRequest signed) {
        if (!signed.request().domain().equals(signatures.domain())) {
            return Optional.of(Refusal.OTHER_DOMAIN);
        }
        Optional<VerifyingKey> client = signatures.keys().client(signed.id().client());
        if (client.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_CLIENT);
        }
        if (!signed.isWhole()) {
            return Optional.of(Refusal.OTHER_ACTION);
        }
        return signatures.isClients(client.get(), signed)
                ? Optional.empty()
                : Optional.of(Refusal.BAD_REQUEST_SIGNATURE);
    }

    Optional<Refusal> refusalOf(Evidence evidence) {
        if (!evidence.isConflict()) {
            return Optional.of(Refusal.BAD_EVIDENCE);
        }
        boolean good = switch (evidence) {
            case Evidence.ConflictingVotes conflict ->
                isGood(conflict.replica(), conflict.first()) && isGood(conflict.replica(), conflict.second());
            case Evidence.ConflictingVerdicts conflict -> isGood(conflict.first()) && isGood(conflict.second());
        };
        return good ? Optional.empty() : Optional.of(Refusal.BAD_EVIDENCE);
    }

    /** The type is checked since a body of another type might be laid out like a vote's. */
    boolean isGood(int replica, Evidence.SignedVote vote) {
        return VOTES.contains(vote.type()) && signatures.isReplicas(replica, vote, vote.signature());
    }

    /** Whether the verdict leads to the root that its replica signed, by the very path it carries. */
    boolean isGood(VerdictVote vote) {
        if (vote.replica() < 0 || vote.replica() >= votes.size()) {
            return false;
        }
        Remembered<Digest, VerdictVote> known = votes.get(vote.replica());
        VerdictVote remembered = known.get(vote.verdict().request());
        if (vote.equals(remembered)) {
            return true;
        }
        boolean good = vote.root().isPresent()
                && isGoodRoot(vote.replica(), vote.root().get(), vote.signature());
        if (good) {
            known.put(vote.verdict().request(), vote);
        }
        return good;
    }

    /** The verdicts that were signed together share their root, and one look at it serves them all. */
    private boolean isGoodRoot(int replica, Digest root, Bytes signature) {
        Remembered<Digest, Bytes> known = roots.get(replica);
        Bytes remembered = known.get(root);
        if (remembered != null && remembered.equals(signature)) {
            return true;
        }
        boolean good = signatures.isReplicas(replica, new Verdicts.Root(root), signature);
        if (good) {
            known.put(root, signature);
        }
        return good;
    }

    /** Checks verdicts as their replica sends them, and remembers each as the entries will carry it. */
    boolean areGood(int sender, Verdicts message, Bytes signature) {
        if (!isGoodRoot(sender, message.root(), signature)) {
            return false;
        }
        Remembered<Digest, VerdictVote> known = votes.get(sender);
        for (VerdictVote vote : message.votes(sender, signature)) {
            known.put(vote.verdict().request(), vote);
        }
        return true;
    }
}
