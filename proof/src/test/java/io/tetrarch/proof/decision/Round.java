package io.tetrarch.proof.decision;

import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.ledger.Ledger;
import io.tetrarch.proof.ledger.MemoryLedgerStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One action's way through a group, everything signed for real, without the protocol: a request, verdicts, an entry, a
 * ledger with others before and after it, a header and its certificate.
 */
final class Round {
    static final String ACTION =
            "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\"," + "\"bytes\":4096}";

    final Group group;
    final Ledger ledger = new Ledger(new MemoryLedgerStore());

    Round(Group group) {
        this.group = group;
    }

    static Round embedded() {
        return new Round(Groups.embedded());
    }

    static Action action() {
        return action(ACTION);
    }

    static Action action(String json) {
        try {
            return Action.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new AssertionError(e);
        }
    }

    /** A decision with one answer a replica, by its first letter: A, D, N; '-' gave none. */
    DecisionEntry entry(Request request, Outcome outcome, String answers) {
        return new DecisionEntry(signed(request), outcome, votes(request, answers));
    }

    /** The client signs this request together with others on the same action. */
    SignedRequest signed(Request request) {
        return new RequestSigner(Groups.clientKey())
                .sign(List.of(unsigned(request(77_777)), unsigned(request), unsigned(request(66_666))))
                .get(1);
    }

    private static RequestSigner.Unsigned unsigned(Request request) {
        return new RequestSigner.Unsigned(request, Bytes.wrap(action().bytes()));
    }

    Request request(long number) {
        return request(number, new Terms("agent", "standard", 1), new Validity(1_000, 61_000));
    }

    Request request(long number, Terms terms, Validity validity) {
        return new Request(
                group.domain(),
                new RequestId(Groups.clientKey().verifyingKey().id(), number),
                action().hash(),
                terms,
                validity,
                Optional.of(Hash.sha3(new byte[] {1})));
    }

    List<VerdictVote> votes(Request request, String answers) {
        List<VerdictVote> votes = new ArrayList<>();
        for (int replica = 0; replica < answers.length(); replica++) {
            switch (answers.charAt(replica)) {
                case 'A' -> votes.add(vote(replica, request, Answer.APPROVE));
                case 'D' -> votes.add(vote(replica, request, Answer.DENY));
                case 'N' -> votes.add(vote(replica, request, Answer.ABSTAIN));
                default -> {}
            }
        }
        return votes;
    }

    /** The replica signs this verdict together with one on another request. */
    VerdictVote vote(int replica, Request request, Answer answer) {
        Verdicts together = new Verdicts(List.of(
                verdict(request(99_999), Answer.ABSTAIN), verdict(request, answer), verdict(request(88_888), answer)));
        return together.votes(replica, sign(replica, together)).get(1);
    }

    static Verdict verdict(Request request, Answer answer) {
        return new Verdict(
                request.digest(), answer, "policy:0123abcd", request.terms().charterVersion(), "rule-1", "It says so.");
    }

    Bytes sign(int replica, Statement statement) {
        return new MessageSigner(Groups.replicaKey(replica), group.domain()).sign(statement);
    }

    /** Appends the entries as one batch and gives its header. */
    Header append(long sequence, Entry... entries) {
        ledger.append(List.of(entries));
        return new Header(sequence, Digest.ZERO, Batch.entriesRoot(List.of(entries)), ledger.size(), ledger.root());
    }

    CommitCertificate certify(Header header, int... signers) {
        Commit commit = new Commit(2, header.sequence(), header.digest());
        TreeMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int signer : signers) {
            signatures.put(signer, sign(signer, commit));
        }
        return new CommitCertificate(commit, new Signatures(signatures));
    }

    DecisionProof proof(DecisionEntry entry, long index, Header header, int... signers) {
        return DecisionProof.of(
                group, entry, ledger.inclusion(index, header.ledgerSize()), header, certify(header, signers));
    }

    /** A proof of the entry, which stands as the fourth of six in a batch two before the certified one. */
    DecisionProof proof(DecisionEntry entry) {
        append(1, other(101), other(102));
        append(2, other(103), entry, other(104));
        return proof(entry, 3, append(3, other(105)), 0, 1, 3);
    }

    DecisionProof approved() {
        return proof(entry(request(7), Outcome.APPROVED, "AAAD"));
    }

    private DecisionEntry other(long number) {
        return entry(request(number), Outcome.APPROVED, "AAA-");
    }
}
