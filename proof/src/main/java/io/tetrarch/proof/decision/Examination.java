package io.tetrarch.proof.decision;

import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.authentication.SignBytes;
import io.tetrarch.crypto.authentication.SignatureMemory;
import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.crypto.tree.TreeHash;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Merkle;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.ledger.EntryDecoder;
import io.tetrarch.proof.receipt.Shadow;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.Membership;
import io.tetrarch.proof.rule.OutcomeRule;
import io.tetrarch.proof.rule.ShadowRule;
import io.tetrarch.proof.rule.TierRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The checks of one proof. Each may rely on those before it having found nothing. */
final class Examination {
    private final Group group;
    private final Membership membership;
    private final Keyring keys;
    private final SignatureMemory signatures;
    private final DecisionProof proof;
    private final Decoding decoding;
    private final CharterPath charters;

    /** @param charters tells where the proof's amendments lead */
    Examination(
            Group group,
            Membership membership,
            Keyring keys,
            SignatureMemory signatures,
            DecisionProof proof,
            CharterPath charters) {
        this.group = group;
        this.membership = membership;
        this.keys = keys;
        this.signatures = signatures;
        this.proof = proof;
        this.decoding = Decoding.of(proof);
        this.charters = charters;
    }

    /** What is wrong by this check; empty if nothing. */
    Optional<String> problem(Check check) {
        return switch (check) {
            case FORMAT -> Optional.empty(); // a proof in memory has its form
            case GROUP -> group();
            case EPOCH -> epoch();
            case MODE -> mode();
            case HEADER -> header();
            case SIGNATURES -> signatures();
            case INCLUSION -> inclusion();
            case ENTRY -> entry();
            case ACTION -> action();
            case REQUEST -> request();
            case VERDICTS -> verdicts();
            case AMENDMENTS -> amendments();
            case OUTCOME -> outcome();
            case DEADLINE -> deadline();
        };
    }

    /** @param latestEpoch of those that the verifier knows of */
    Verification.Authentic authentic(long latestEpoch) {
        return new Verification.Authentic(
                new Verification.Epoch(group.title(), latestEpoch),
                decision(),
                new Verification.Place(proof.inclusion().index(), commit(), signers()),
                shadow(),
                judges());
    }

    private Verification.Judges judges() {
        JudgePins pins = charter().judges();
        Request request = decision().request().request();
        List<String> others = new ArrayList<>();
        for (VerdictVote vote : decision().verdicts()) {
            boolean counted = vote.verdict().answer() != Answer.ABSTAIN
                    && vote.verdict().charterVersion() == request.terms().charterVersion();
            if (counted && !pins.accepts(vote.replica(), vote.verdict())) {
                others.add("the judge of " + name(vote.replica()) + ", "
                        + vote.verdict().judge() + ", is none that charter "
                        + request.terms().charterVersion() + " accepts, so its verdict counts for nothing");
            }
        }
        return new Verification.Judges(pins.isPinned(), others);
    }

    private Optional<Shadow> shadow() {
        return tier().flatMap(rule -> ShadowRule.of(group.replicas().size(), rule, decision()));
    }

    private Optional<String> group() {
        Digest claimed = proof.group().id();
        if (isEarlier(claimed)) {
            return Optional.of("the proof is of an earlier epoch of the group, " + claimed
                    + ": expected the group file of that epoch, or of the first with the lineage");
        }
        if (!claimed.equals(membership.domain().groupId())) {
            return Optional.of("the proof is of group " + claimed + ", expected "
                    + membership.domain().groupId());
        }
        return unless(proof.group().title().name().equals(group.name()), "the group's name is " + group.name());
    }

    private boolean isEarlier(Digest claimed) {
        return group.descent()
                .filter(from -> claimed.equals(from.previous())
                        || claimed.equals(from.founding().groupId()))
                .isPresent();
    }

    private Optional<String> epoch() {
        long epoch = proof.group().title().epoch();
        return unless(
                epoch == group.title().epoch(),
                "the proof is of epoch " + epoch + ", expected " + group.title().epoch());
    }

    private Optional<String> mode() {
        if (proof.group().mode() != group.mode()) {
            return Optional.of("the group's mode is " + group.mode().word());
        }
        return unless(
                proof.group().operators().equals(group.operators()),
                "the group's operators are " + String.join(", ", group.operators()));
    }

    private Optional<String> header() {
        if (!proof.commit().payloadType().equals(MessageType.COMMIT.payloadType())) {
            return Optional.of("what was signed is expected to be of type " + MessageType.COMMIT.payloadType());
        }
        Optional<Commit> signed = signedCommit();
        if (signed.isEmpty()) {
            return Optional.of("what was signed is not a commit in this group and epoch");
        }
        Digest digest = proof.header().digest();
        boolean same = signed.get().sequence() == proof.header().sequence()
                && signed.get().digest().equals(digest);
        return unless(same, "the commit is of header " + signed.get().digest() + ", the header shown is " + digest);
    }

    private Optional<Commit> signedCommit() {
        CanonicalReader from = new CanonicalReader(proof.commit().payload().readOnlyArray());
        try {
            Domain domain = from.domain();
            Commit commit = new Commit(from.u64(), from.u64(), from.digest());
            from.end();
            return domain.equals(membership.domain()) ? Optional.of(commit) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Commit commit() {
        return signedCommit().orElseThrow();
    }

    private Optional<String> signatures() {
        byte[] signBytes = proof.commit().signBytes();
        TreeSet<Integer> signers = new TreeSet<>();
        for (Envelope.Signature each : proof.commit().signatures()) {
            int replica = replicaOf(each.keyId());
            if (replica < 0) {
                return Optional.of("key " + each.keyId() + " is no replica's of the group");
            }
            if (!signers.add(replica)) {
                return Optional.of("replica " + name(replica) + " signed more than once");
            }
            if (!verifies(replica, signBytes, each.signature())) {
                return Optional.of("the signature of replica " + name(replica) + " is bad");
            }
        }
        return unless(
                signers.size() >= group.quorum(),
                signers.size() + " replicas signed, " + group.quorum() + " are needed");
    }

    private List<String> signers() {
        List<String> names = new ArrayList<>();
        proof.commit().signatures().forEach(each -> names.add(name(replicaOf(each.keyId()))));
        return names;
    }

    private Optional<String> inclusion() {
        if (proof.inclusion().size() != proof.header().ledgerSize()) {
            return Optional.of("the path is of a ledger of " + proof.inclusion().size() + " entries, the header's has "
                    + proof.header().ledgerSize());
        }
        Digest leaf = TreeHash.leaf(proof.entry().canonical().readOnlyArray());
        Optional<Digest> root = TreeProofs.rootOf(leaf, proof.inclusion());
        return unless(
                root.isPresent() && root.get().equals(proof.header().ledgerRoot()),
                "the path does not lead from the entry to the ledger root of the header");
    }

    private Optional<String> entry() {
        if (decoding.entry().isEmpty()) {
            return Optional.of(decoding.problem());
        }
        return EntryForm.difference(proof.entry().shown(), EntryForm.of(decision(), group.replicaNames()))
                .map(place -> "what is shown differs from the entry at entry" + (place.isEmpty() ? "" : "." + place));
    }

    private DecisionEntry decision() {
        return decoding.entry().orElseThrow();
    }

    /** The entry, or why there is none. */
    private record Decoding(Optional<DecisionEntry> entry, String problem) {
        static Decoding of(DecisionProof proof) {
            try {
                return switch (EntryDecoder.decode(proof.entry().canonical(), proof.action())) {
                    case DecisionEntry decision -> new Decoding(Optional.of(decision), "");
                    case EvidenceEntry evidence ->
                        new Decoding(Optional.empty(), "the entry is evidence of an equivocation, not a decision");
                };
            } catch (IllegalArgumentException e) {
                return new Decoding(Optional.empty(), "the entry's encoding is malformed " + e.getMessage());
            }
        }
    }

    private Optional<String> action() {
        return unless(decision().request().isWhole(), "the action shown is not the one that was decided on");
    }

    private Optional<String> request() {
        Request request = decision().request().request();
        if (!request.domain().equals(membership.domain())) {
            return Optional.of("the request was made to another group or epoch");
        }
        Optional<ClientMember> client = group.client(request.id().client());
        if (client.isEmpty() || !client.get().may(Role.SUBMIT)) {
            return Optional.of("client " + request.id().client() + " may not submit requests to the group");
        }
        if (!membership.executors().contains(request.terms().executor())) {
            return Optional.of("executor " + request.terms().executor() + " may not run actions of the group");
        }
        return unless(
                isSigned(decision().request()),
                "the signature of client " + client.get().name() + " is bad");
    }

    private boolean isSigned(SignedRequest signed) {
        VerifyingKey key = keys.client(signed.id().client()).orElseThrow();
        return signed.root()
                .map(root -> SignBytes.of(membership.domain(), new SignedRequest.Root(root)))
                .filter(bytes -> signatures.verifies(key, bytes, signed.signature()))
                .isPresent();
    }

    private Optional<String> verdicts() {
        int last = -1;
        for (VerdictVote vote : decision().verdicts()) {
            if (vote.replica() <= last || vote.replica() >= group.replicas().size()) {
                return Optional.of("verdicts are expected in ascending order of the group's replicas, one each");
            }
            last = vote.replica();
            if (!vote.verdict().request().equals(decision().request().digest())) {
                return Optional.of("the verdict of replica " + name(last) + " is on another request");
            }
            Optional<Digest> root = Merkle.rootOf(vote.verdict().digest(), vote.path());
            if (root.isEmpty() || !isSigned(last, root.get(), vote.signature())) {
                return Optional.of("the signature of replica " + name(last) + " on its verdict is bad");
            }
        }
        return EntryShape.flaw(decision(), group.replicas().size());
    }

    private boolean isSigned(int replica, Digest root, Bytes signature) {
        byte[] bytes = SignBytes.of(membership.domain(), new Verdicts.Root(root));
        return verifies(replica, bytes, signature);
    }

    private Optional<String> amendments() {
        return switch (charters.lead(proof.amendments())) {
            case CharterPath.Lead.Nowhere nowhere -> Optional.of(nowhere.problem());
            case CharterPath.Lead.To to -> {
                long named = decision().request().request().terms().charterVersion();
                long led = to.book().current().version();
                if (isBeforeItsCharter()) {
                    yield Optional.of("the decision stands on the ledger before an amendment that it is to follow on");
                }
                yield unless(
                        named == led,
                        "the request names charter " + named + "; from the group's, "
                                + group.charter().rules().version() + ", the amendments lead to " + led);
            }
        };
    }

    private boolean isBeforeItsCharter() {
        return !proof.amendments().isEmpty()
                && proof.inclusion().index()
                        <= proof.amendments().getLast().certified().inclusion().index();
    }

    /** The one that the request names. */
    private CharterRules charter() {
        return switch (charters.lead(proof.amendments())) {
            case CharterPath.Lead.Nowhere nowhere -> throw new IllegalStateException(nowhere.problem());
            case CharterPath.Lead.To to -> to.book().current().rules();
        };
    }

    private Optional<TierRule> tier() {
        return charter()
                .tier(
                        decision().request().request().terms().tier(),
                        group.replicas().size());
    }

    /** An expired request is one that its verdicts settle neither way; no proof tells what time it was. */
    private Optional<String> outcome() {
        Request request = decision().request().request();
        Optional<TierRule> tier = tier();
        if (tier.isEmpty()) {
            return Optional.of("the group's charter has no tier "
                    + request.terms().tier() + " in version " + request.terms().charterVersion());
        }
        SortedMap<Integer, Verdict> byReplica = new TreeMap<>();
        decision().verdicts().forEach(vote -> byReplica.put(vote.replica(), vote.verdict()));
        Outcome settled = OutcomeRule.settle(
                        group.replicas().size(),
                        group.vacant(),
                        tier.get(),
                        charter().judges(),
                        request,
                        byReplica)
                .orElse(Outcome.EXPIRED);
        List<String> others = judges().others();
        return unless(
                settled == decision().outcome(),
                "the outcome is said to be " + decision().outcome() + ", the verdicts make it "
                        + (settled == Outcome.EXPIRED ? "neither APPROVED nor DENIED" : settled.name())
                        + (others.isEmpty() ? "" : "; " + String.join("; ", others)));
    }

    private Optional<String> deadline() {
        return unless(
                membership.allows(decision().request().request().validity()),
                "the request has no deadline after its beginning within the group's limit");
    }

    private int replicaOf(String keyId) {
        for (int replica = 0; replica < keys.replicas(); replica++) {
            Optional<String> id = keys.replica(replica).map(key -> key.id().toString());
            if (id.filter(keyId::equals).isPresent()) {
                return replica;
            }
        }
        return -1;
    }

    /** Nobody signs for a vacant seat. */
    private boolean verifies(int replica, byte[] signBytes, Bytes signature) {
        return keys.replica(replica)
                .filter(key -> signatures.verifies(key, signBytes, signature))
                .isPresent();
    }

    private String name(int replica) {
        return group.replicas().get(replica).name();
    }

    private static Optional<String> unless(boolean good, String problem) {
        return good ? Optional.empty() : Optional.of(problem);
    }
}
