package io.tetrarch.proof.decision;

import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.tree.TreeHash;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * A proof to be made, everything signed for real, whatever it says: each field may be set to something that no group does.
 */
final class Draft {
    final Group group;
    Bytes action = bytes(Round.ACTION);
    Optional<Digest> actionHash = Optional.empty();
    Domain domain;
    SigningKey client = Groups.clientKey();
    Optional<Digest> clientId = Optional.empty();
    long number = 7;
    String executor = "agent";
    String tier = "standard";
    long charter = 1;
    Validity validity = new Validity(1_000, 61_000);
    Optional<Digest> tool = Optional.empty();
    Outcome outcome = Outcome.APPROVED;
    String answers = "AAA-";
    UnaryOperator<Verdict> verdict = each -> each;
    UnaryOperator<SignedRequest> signed = each -> each;
    UnaryOperator<List<VerdictVote>> votes = each -> each;
    UnaryOperator<byte[]> encoded = each -> each;
    int index;
    int behind;
    long view = 2;
    long sequence = 3;
    Domain committedIn;
    int[] signers = {0, 1, 3};
    List<DecisionProof.Amendment> amendments = List.of();

    Draft(Group group) {
        this.group = group;
        this.domain = group.domain();
        this.committedIn = group.domain();
    }

    static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    Request request() {
        return new Request(
                domain,
                new RequestId(clientId.orElse(client.verifyingKey().id()), number),
                actionHash.orElseGet(() -> Hash.sha3(action.readOnlyArray())),
                new Terms(executor, tier, charter),
                validity,
                tool);
    }

    DecisionEntry entry() {
        Request request = request();
        List<VerdictVote> given = new ArrayList<>();
        for (int replica = 0; replica < answers.length(); replica++) {
            switch (answers.charAt(replica)) {
                case 'A' -> given.add(vote(replica, request, Answer.APPROVE));
                case 'D' -> given.add(vote(replica, request, Answer.DENY));
                case 'N' -> given.add(vote(replica, request, Answer.ABSTAIN));
                default -> {}
            }
        }
        return new DecisionEntry(signed.apply(signed(request)), outcome, votes.apply(given));
    }

    /** Without the questions that a client asks itself before it signs. */
    private SignedRequest signed(Request request) {
        Digest root = new SignedRequest(request, Bytes.EMPTY, action).root().orElseThrow();
        return new SignedRequest(request, new MessageSigner(client, domain).sign(new SignedRequest.Root(root)), action);
    }

    VerdictVote vote(int replica, Request request, Answer answer) {
        Verdict given = verdict.apply(
                new Verdict(request.digest(), answer, "policy:0123abcd", charter, "rule-1", "It says so."));
        Verdicts together = new Verdicts(List.of(given));
        return together.votes(replica, new MessageSigner(Groups.replicaKey(replica), domain).sign(together))
                .getFirst();
    }

    DecisionProof proof() {
        DecisionEntry entry = entry();
        byte[] canonical = encoded.apply(entry.encoded());
        JsonObject shown = EntryForm.of(entry, group.replicaNames());
        return new DecisionProof(
                new DecisionProof.GroupClaim(group.id(), group.title(), group.operators()),
                new DecisionProof.ShownEntry(Bytes.wrap(canonical), shown),
                action,
                certified(canonical),
                amendments);
    }

    DecisionProof.Amendment amendment() {
        return proof().asAmendment();
    }

    /** On a ledger with other leaves before and behind the entry. */
    private DecisionProof.Certified certified(byte[] canonical) {
        List<Digest> leaves = new ArrayList<>(LongStream.range(0, index + 1L + behind)
                .mapToObj(each -> TreeHash.leaf(new byte[] {(byte) each}))
                .toList());
        leaves.set(index, TreeHash.leaf(canonical));
        List<Digest> path = new ArrayList<>();
        Digest root = climb(leaves, index, path);
        Header header = new Header(sequence, Digest.ZERO, Digest.ZERO, leaves.size(), root);
        return new DecisionProof.Certified(new InclusionPath(index, leaves.size(), path), header, envelope(header));
    }

    /** The root, with the siblings of one leaf on the way (RFC 9162, section 2.1.3.1). */
    private static Digest climb(List<Digest> leaves, int of, List<Digest> path) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<Digest> left = leaves.subList(0, split);
        List<Digest> right = leaves.subList(split, leaves.size());
        boolean isLeft = of >= 0 && of < split;
        boolean isRight = of >= split;
        Digest leftRoot = climb(left, isLeft ? of : -1, path);
        Digest rightRoot = climb(right, isRight ? of - split : -1, path);
        if (isLeft) {
            path.add(rightRoot);
        }
        if (isRight) {
            path.add(leftRoot);
        }
        return TreeHash.node(leftRoot, rightRoot);
    }

    Envelope envelope(Header header) {
        Commit commit = new Commit(view, header.sequence(), header.digest());
        TreeMap<Integer, Bytes> signatures = new TreeMap<>();
        List<Envelope.Signature> listed = new ArrayList<>();
        for (int signer : signers) {
            Bytes signature = new MessageSigner(Groups.replicaKey(signer), committedIn).sign(commit);
            signatures.put(signer, signature);
            listed.add(new Envelope.Signature(
                    Groups.replicaKey(signer).verifyingKey().id().toString(), signature));
        }
        CommitCertificate certificate = new CommitCertificate(commit, new Signatures(signatures));
        return new Envelope(
                commit.type().payloadType(), Bytes.wrap(certificate.commit().body(committedIn)), listed);
    }
}
