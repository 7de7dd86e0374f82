package io.tetrarch.crypto.authentication;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.StateRoot;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One authentic message of every type, always the same bytes. */
final class Samples {
    static final Digest DIGEST = new Digest(0x0102030405060708L, 0x1112131415161718L, 0x2122232425262728L, 9);
    static final Digest OTHER_DIGEST = new Digest(5, 6, 7, 8);
    static final long VIEW = 2;
    static final long SEQUENCE = 41;
    static final int LEADER = 2;

    final KnownGroup group;

    Samples(KnownGroup group) {
        this.group = group;
    }

    private static final long CHALLENGE = 0x0123_4567_89ab_cdefL;

    static Bytes action(int number) {
        return Bytes.wrap(("{\"kind\":\"execute_tool\",\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8));
    }

    Request request(int number) {
        return new Request(
                KnownGroup.DOMAIN,
                new RequestId(group.requests.client(), number),
                Hash.sha3(action(number).readOnlyArray()),
                new Terms("executor-1", "standard", 3),
                new Validity(1_700_000_000_000L, 1_700_000_060_000L),
                Optional.of(OTHER_DIGEST));
    }

    SignedRequest signedRequest(int number) {
        return group.requests.sign(request(number), action(number));
    }

    Verdict verdict(int number, Answer answer) {
        return new Verdict(request(number).digest(), answer, "cel:analytical", 3, "path.allowed", "Below /tmp.");
    }

    /** The replica's verdicts on the requests 1 to 3, signed together. */
    Verdicts verdicts() {
        return new Verdicts(List.of(verdict(1, Answer.APPROVE), verdict(2, Answer.DENY), verdict(3, Answer.ABSTAIN)));
    }

    /** The vote of the replica on the request {@code number}, 1 to 3. */
    VerdictVote vote(int replica, int number) {
        Verdicts verdicts = verdicts();
        return verdicts.votes(replica, group.signature(replica, verdicts)).get(number - 1);
    }

    List<VerdictVote> votes(int number) {
        List<VerdictVote> votes = new ArrayList<>();
        for (int replica = 0; replica < 3; replica++) {
            votes.add(vote(replica, number));
        }
        return votes;
    }

    DecisionEntry decision(int number) {
        return new DecisionEntry(signedRequest(number), Outcome.APPROVED, votes(number));
    }

    static Batch batch(Entry... entries) {
        List<Entry> list = List.of(entries);
        return new Batch(new Header(SEQUENCE, DIGEST, Batch.entriesRoot(list), 500, OTHER_DIGEST), list);
    }

    Batch batch() {
        return batch(decision(1), new EvidenceEntry(conflictingVotes()), new EvidenceEntry(conflictingVerdicts()));
    }

    Evidence conflictingVotes() {
        return new Evidence.ConflictingVotes(
                3,
                Evidence.SignedVote.of(group.signed(3, new Commit(VIEW, SEQUENCE, DIGEST))),
                Evidence.SignedVote.of(group.signed(3, new Commit(VIEW, SEQUENCE, OTHER_DIGEST))));
    }

    Evidence conflictingVerdicts() {
        Verdicts second = new Verdicts(List.of(verdict(1, Answer.DENY)));
        return new Evidence.ConflictingVerdicts(
                vote(1, 1), second.votes(1, group.signature(1, second)).getFirst());
    }

    CommitCertificate commits() {
        Commit commit = new Commit(VIEW, SEQUENCE, batch().digest());
        return new CommitCertificate(commit, group.signatures(commit, 0, 1, 3));
    }

    CheckpointCertificate checkpoints() {
        Checkpoint checkpoint = new Checkpoint(SEQUENCE, DIGEST, OTHER_DIGEST);
        return new CheckpointCertificate(checkpoint, group.signatures(checkpoint, 1, 2, 3));
    }

    PreparedCertificate prepared() {
        Batch batch = batch();
        Prepare prepare = new Prepare(VIEW, SEQUENCE, batch.digest());
        return new PreparedCertificate(
                VIEW,
                SEQUENCE,
                batch.digest(),
                Optional.of(group.signature(LEADER, new PrePrepare(VIEW, batch))),
                group.signatures(prepare, 0, 3));
    }

    ViewChange viewChange() {
        return new ViewChange(VIEW + 1, Optional.of(checkpoints()), Optional.of(prepared()));
    }

    NewView newView() {
        return new NewView(
                VIEW + 1,
                List.of(
                        group.signed(0, viewChange()),
                        group.signed(1, new ViewChange(VIEW + 1, Optional.empty(), Optional.empty())),
                        group.signed(2, viewChange())));
    }

    Chunk chunk() {
        List<Bytes> chunks = List.of(action(1), action(2), action(3));
        return new Chunk(SEQUENCE, chunks.get(1), StateRoot.paths(chunks).get(1));
    }

    /** One of every type, in the order of the types. */
    List<Message> all() {
        return List.of(
                verdicts(),
                new PrePrepare(VIEW, batch()),
                new Prepare(VIEW, SEQUENCE, DIGEST),
                new Commit(VIEW, SEQUENCE, DIGEST),
                new Checkpoint(SEQUENCE, DIGEST, OTHER_DIGEST),
                viewChange(),
                newView(),
                new Status(VIEW, true, 0, SEQUENCE, CHALLENGE, true),
                new Relay(signedRequest(1)),
                new Forward(group.signed(LEADER, new PrePrepare(VIEW, batch()))),
                new Fetch(new Fetch.WantedChunk(SEQUENCE, 6)),
                new Body(batch()),
                new Committed(List.of(batch()), commits()),
                new Stable(checkpoints()),
                chunk(),
                new Accusation(conflictingVotes()),
                reminder());
    }

    /** To replica 3, of what it has signed. */
    Reminder reminder() {
        return new Reminder(
                3,
                CHALLENGE,
                SEQUENCE,
                List.of(Evidence.SignedVote.of(group.signed(3, new Commit(VIEW, SEQUENCE, DIGEST)))),
                Optional.of(group.signed(3, viewChange())),
                List.of(vote(3, 2)));
    }
}
