package io.tetrarch.proof.decision;

import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Mode;
import java.util.List;

/**
 * A decision with all that it takes to verify it offline (docs/proof-format.md). Holding one says nothing: see
 * {@link ProofVerifier}.
 *
 * @param group what the proof says of its group
 * @param entry the decision
 * @param action the action bytes
 * @param certified where the entry stands
 * @param amendments the decisions that led from the group file's charter to the one that the request names, in their
 *     order; none while that is the group file's
 */
public record DecisionProof(
        GroupClaim group, ShownEntry entry, Bytes action, Certified certified, List<Amendment> amendments) {
    public DecisionProof {
        amendments = List.copyOf(amendments);
    }

    /** A proof of a decision under the charter of the group file. */
    public DecisionProof(
            GroupClaim group, ShownEntry entry, Bytes action, InclusionPath inclusion, Header header, Envelope commit) {
        this(group, entry, action, new Certified(inclusion, header, commit), List.of());
    }

    /**
     * An entry's place in the ledger. The certified header signs the ledger's root, so the entry may stand in its batch
     * or in any batch before it.
     *
     * @param inclusion from the entry to the ledger root of {@code header}
     * @param header the certified header
     * @param commit at least 2f+1 signatures over the commit of {@code header}
     */
    public record Certified(InclusionPath inclusion, Header header, Envelope commit) {}

    /**
     * A decision that changed the charter.
     *
     * @param entry its canonical encoding
     * @param action the action bytes
     */
    public record Amendment(Bytes entry, Bytes action, Certified certified) {}

    public InclusionPath inclusion() {
        return certified.inclusion();
    }

    public Header header() {
        return certified.header();
    }

    public Envelope commit() {
        return certified.commit();
    }

    /** This decision as one that changed the charter, for proofs of decisions under the next. */
    public Amendment asAmendment() {
        return new Amendment(entry.canonical(), action, certified);
    }

    /** The same decision, with what led to its charter. */
    public DecisionProof with(List<Amendment> before) {
        return new DecisionProof(group, entry, action, certified, before);
    }

    /**
     * What a proof says of its group; none of it counts until compared with the group's own file.
     *
     * @param id of the group
     */
    public record GroupClaim(Digest id, Group.Title title, List<String> operators) {
        public GroupClaim {
            operators = List.copyOf(operators);
        }

        public Mode mode() {
            return title.mode();
        }
    }

    /**
     * An entry twice: as the ledger holds it, and for people to read.
     *
     * @param canonical the canonical encoding
     * @param shown what it says: {@code request}, {@code outcome} and {@code verdicts}
     */
    public record ShownEntry(Bytes canonical, JsonObject shown) {}

    /**
     * Puts a proof together.
     *
     * @param entry with its action
     * @param inclusion from the entry to the ledger root of {@code header}
     * @param certificate of {@code header}
     */
    public static DecisionProof of(
            Group group, DecisionEntry entry, InclusionPath inclusion, Header header, CommitCertificate certificate) {
        Domain domain = group.domain();
        return new DecisionProof(
                new GroupClaim(domain.groupId(), group.title(), group.operators()),
                new ShownEntry(Bytes.copyOf(entry.encoded()), EntryForm.of(entry, group.replicaNames())),
                entry.request().action(),
                inclusion,
                header,
                envelope(group, domain, certificate));
    }

    private static Envelope envelope(Group group, Domain domain, CommitCertificate certificate) {
        Commit commit = certificate.commit();
        List<Envelope.Signature> signatures = certificate.signatures().bySigner().entrySet().stream()
                .map(each -> new Envelope.Signature(keyId(group, each.getKey()), each.getValue()))
                .toList();
        return new Envelope(commit.type().payloadType(), Bytes.wrap(commit.body(domain)), signatures);
    }

    private static String keyId(Group group, int replica) {
        return Hash.sha3(group.replicas().get(replica).key().readOnlyArray()).toString();
    }
}
