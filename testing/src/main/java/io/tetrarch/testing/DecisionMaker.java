package io.tetrarch.testing;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
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
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.ledger.Ledger;
import io.tetrarch.proof.ledger.MemoryLedgerStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Signs what a group would have signed: request, verdicts, the header of a batch of one, and its commit. For any thread. */
final class DecisionMaker {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final String JUDGE = "test:told";

    private final Group group;
    private final List<MessageSigner> replicas;
    private final RequestSigner client;
    private final Digest clientId;
    private final InstantSource clock;
    private final Ledger ledger = new Ledger(new MemoryLedgerStore());
    private Digest last = Digest.ZERO;
    private long sequence;
    private long number;

    DecisionMaker(Group group, List<MessageSigner> replicas, SigningKey client, InstantSource clock) {
        this.group = group;
        this.replicas = List.copyOf(replicas);
        this.client = new RequestSigner(client);
        this.clientId = client.verifyingKey().id();
        this.clock = clock;
        this.number = group.gapsFrom();
    }

    synchronized Decision decide(Submission submission, String tier, Told told) {
        if (!group.charter().rules().tiers().containsKey(tier)) {
            throw new IllegalArgumentException("the charter has no tier " + tier);
        }
        long begun = System.nanoTime();
        SignedRequest signed = sign(submission, tier);
        DecisionEntry entry = entry(signed, told);
        long index = ledger.size();
        ledger.append(List.of(entry));
        sequence++;
        Header header = new Header(sequence, last, Batch.entriesRoot(List.of(entry)), ledger.size(), ledger.root());
        last = header.digest();
        CommitCertificate certificate = certify(header);
        DecidedEntry.Certified certified = new DecidedEntry.Certified(
                at -> inclusion(at, header.ledgerSize()), header, certificate, replicas.size());
        return new Decision(
                group, new DecidedEntry(entry, index, certified, System.nanoTime() - begun), version -> List.of());
    }

    private synchronized InclusionPath inclusion(long index, long size) {
        return ledger.inclusion(index, size);
    }

    private SignedRequest sign(Submission submission, String tier) {
        Action action = submission.action();
        long now = clock.millis();
        Request request = new Request(
                group.domain(),
                new RequestId(clientId, number++),
                action.hash(),
                new Terms(submission.executor().orElse(TestGroup.GATE), tier, 1, submission.principal()),
                new Validity(now, now + submission.life().orElse(LIFE).toMillis()),
                submission.toolDefinition());
        return client.sign(List.of(new RequestSigner.Unsigned(request, Bytes.wrap(action.bytes()))))
                .getFirst();
    }

    private DecisionEntry entry(SignedRequest signed, Told told) {
        return switch (told) {
            case Told.Approved approved ->
                new DecisionEntry(signed, Outcome.APPROVED, votes(signed, Answer.APPROVE, "It was told to approve."));
            case Told.Denied denied ->
                new DecisionEntry(signed, Outcome.DENIED, votes(signed, Answer.DENY, denied.reason()));
            case Told.Expired expired -> new DecisionEntry(signed, Outcome.EXPIRED, List.of());
            case Told.Undecided undecided -> throw new IllegalArgumentException("that is no decision");
            case Told.Pending pending -> throw new IllegalArgumentException("that is no decision");
        };
    }

    private List<VerdictVote> votes(SignedRequest signed, Answer answer, String explanation) {
        List<VerdictVote> votes = new ArrayList<>();
        for (int replica = 0; replica < replicas.size(); replica++) {
            Verdicts alone = new Verdicts(
                    List.of(new Verdict(signed.request().digest(), answer, JUDGE, 1, "told", explanation)));
            votes.addAll(alone.votes(replica, replicas.get(replica).sign(alone)));
        }
        return votes;
    }

    private CommitCertificate certify(Header header) {
        Commit commit = new Commit(0, header.sequence(), header.digest());
        TreeMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int replica = 0; replica < group.quorum(); replica++) {
            signatures.put(replica, replicas.get(replica).sign(commit));
        }
        return new CommitCertificate(commit, new Signatures(signatures));
    }
}
