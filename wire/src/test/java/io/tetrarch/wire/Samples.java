package io.tetrarch.wire;

import io.tetrarch.pbft.Stored;
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
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Seeded samples of everything that the codec knows; well formed, but signed by nobody. */
final class Samples {
    static final int REPLICAS = 4;

    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    /** One of every kind of message, and of every kind within it. */
    List<Signed<? extends Message>> messages() {
        List<Message> messages = List.of(
                verdicts(),
                prePrepare(),
                new Prepare(number(), number(), digest()),
                new Commit(number(), number(), digest()),
                checkpoint(),
                viewChange(),
                new ViewChange(1, Optional.empty(), Optional.empty()),
                newView(),
                new Status(number(), random.nextBoolean(), number(), number(), number(), random.nextBoolean()),
                new Reminder(1, number(), number(), List.of(), Optional.empty(), List.of()),
                new Reminder(
                        2,
                        number(),
                        number(),
                        List.of(signedVote(), signedVote()),
                        Optional.of(new Signed<>(2, viewChange(), signature())),
                        List.of(vote(2, digest()))),
                new Relay(request()),
                new Forward(signed(prePrepare())),
                new Forward(signed(newView())),
                new Fetch(new Fetch.WantedBatch(digest())),
                new Fetch(new Fetch.WantedRequest(digest())),
                new Fetch(new Fetch.WantedProposal(number(), number())),
                new Fetch(new Fetch.WantedChunk(number(), random.nextInt(1000))),
                new Body(batch()),
                new Committed(some(this::batch), commitCertificate()),
                new Stable(checkpointCertificate()),
                new Chunk(number(), bytes(random.nextInt(300)), path()),
                new Accusation(conflictingVotes()),
                new Accusation(conflictingVerdicts()),
                succession());
        List<Signed<? extends Message>> signed = new ArrayList<>();
        messages.forEach(message -> signed.add(signed(message)));
        return signed;
    }

    /** One of every kind of frame. */
    List<Frame> frames() {
        return List.of(
                new Frame.Hello(1 + random.nextInt(5), 1, digest(), number(), some(this::text)),
                new Frame.Told(signed(prePrepare())),
                new Frame.Asked(request(), random.nextBoolean()),
                replied(),
                new Frame.Refused(digest(), text(), random.nextBoolean()),
                Frame.INQUIRY,
                new Frame.Standing(number(), random.nextBoolean(), number(), number(), text()),
                new Frame.Unreachable(number()),
                new Frame.LedgerQuery(number()),
                new Frame.LedgerAnswer(number(), number(), Optional.empty()),
                new Frame.LedgerAnswer(
                        number(), number(), Optional.of(new Committed(List.of(batch(), batch()), commitCertificate()))),
                Frame.INSPECTION_QUERY,
                new Frame.InspectionAnswer(bytes(random.nextInt(200))),
                Frame.BEAT);
    }

    Frame.Replied replied() {
        return new Frame.Replied(
                decision(request()),
                path(),
                new Header(number(), digest(), digest(), number(), digest()),
                commitCertificate(),
                random.nextInt(REPLICAS + 1));
    }

    /** One of every kind of record. */
    List<Stored> records() {
        List<Stored> records = new ArrayList<>();
        records.add(new Stored.Own(signed(new Commit(number(), number(), digest()))));
        records.add(new Stored.Own(signed(verdicts())));
        records.add(
                new Stored.Own(signed(verdicts()), Optional.of(new Validity(random.nextLong(), random.nextLong()))));
        records.add(new Stored.Own(signed(viewChange())));
        records.add(new Stored.Own(signed(prePrepare())));
        records.add(new Stored.Proposal(signed(prePrepare())));
        records.add(new Stored.Body(batch()));
        records.add(new Stored.Entered(signed(newView())));
        records.add(new Stored.Prepared(preparedCertificate()));
        records.add(new Stored.Executed(some(this::batch), commitCertificate()));
        records.add(new Stored.Snapshot(checkpointCertificate(), some(() -> bytes(100))));
        records.add(new Stored.Conviction(conflictingVotes()));
        records.add(new Stored.Learning(random.nextBoolean(), random.nextLong(), Optional.empty()));
        records.add(
                new Stored.Learning(true, random.nextLong(), Optional.of(new Validity(1, 2 + random.nextInt(1_000)))));
        records.add(new Stored.Epoch(some(this::succession), random.nextBoolean(), Optional.empty()));
        records.add(new Stored.Epoch(
                some(this::succession),
                random.nextBoolean(),
                Optional.of(new Stored.Snapshot(checkpointCertificate(), some(() -> bytes(100))))));
        return records;
    }

    <M extends Message> Signed<M> signed(M message) {
        return new Signed<>(replica(), message, signature());
    }

    SignedRequest request() {
        Request request = new Request(
                new Domain(digest(), number()),
                new RequestId(digest(), number()),
                digest(),
                new Terms(text(), text(), number(), random.nextBoolean() ? Optional.of(principal()) : Optional.empty()),
                new Validity(number(), number()),
                random.nextBoolean() ? Optional.of(digest()) : Optional.empty());
        return new SignedRequest(request, path(), signature(), bytes(random.nextInt(200)));
    }

    Verdicts verdicts() {
        return new Verdicts(some(this::verdict));
    }

    Batch batch() {
        return new Batch(new Header(number(), digest(), digest(), number(), digest()), some(this::entry));
    }

    PrePrepare prePrepare() {
        return new PrePrepare(number(), batch());
    }

    Entry entry() {
        return switch (random.nextInt(3)) {
            case 0 -> new EvidenceEntry(conflictingVotes());
            case 1 -> new EvidenceEntry(conflictingVerdicts());
            default -> decision(request());
        };
    }

    DecisionEntry decision(SignedRequest request) {
        return new DecisionEntry(
                request,
                List.of(Outcome.values()).get(random.nextInt(3)),
                IntStream.range(0, random.nextInt(REPLICAS + 1))
                        .mapToObj(replica -> vote(replica, request.digest()))
                        .toList());
    }

    private Verdict verdict() {
        return verdict(digest());
    }

    private Verdict verdict(Digest request) {
        return new Verdict(request, List.of(Answer.values()).get(random.nextInt(3)), text(), number(), text(), text());
    }

    private VerdictVote vote(int replica, Digest request) {
        return new VerdictVote(replica, verdict(request), path(), signature());
    }

    private InclusionPath path() {
        return new InclusionPath(number(), number(), some(this::digest));
    }

    private Evidence conflictingVotes() {
        MessageType type = List.of(MessageType.PRE_PREPARE, MessageType.PREPARE, MessageType.COMMIT)
                .get(random.nextInt(3));
        long view = number();
        long sequence = number();
        return new Evidence.ConflictingVotes(
                replica(),
                new Evidence.SignedVote(type, view, sequence, digest(), signature()),
                new Evidence.SignedVote(type, view, sequence, digest(), signature()));
    }

    private Evidence.SignedVote signedVote() {
        return new Evidence.SignedVote(MessageType.COMMIT, number(), number(), digest(), signature());
    }

    private Evidence conflictingVerdicts() {
        int replica = replica();
        Digest request = digest();
        VerdictVote first = vote(replica, request);
        VerdictVote second = vote(replica, request);
        return first.verdict().equals(second.verdict())
                ? conflictingVerdicts()
                : new Evidence.ConflictingVerdicts(first, second);
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                number(), digest(), digest(), random.nextBoolean() ? Optional.of(digest()) : Optional.empty());
    }

    private Succession succession() {
        return new Succession(new Domain(digest(), number()), checkpointCertificate(), bytes(200));
    }

    private CheckpointCertificate checkpointCertificate() {
        return new CheckpointCertificate(checkpoint(), signatures());
    }

    private CommitCertificate commitCertificate() {
        return new CommitCertificate(new Commit(number(), number(), digest()), signatures());
    }

    private PreparedCertificate preparedCertificate() {
        return new PreparedCertificate(
                number(),
                number(),
                digest(),
                random.nextBoolean() ? Optional.of(signature()) : Optional.empty(),
                signatures());
    }

    private ViewChange viewChange() {
        return new ViewChange(number(), Optional.of(checkpointCertificate()), Optional.of(preparedCertificate()));
    }

    NewView newView() {
        List<Signed<ViewChange>> viewChanges = new ArrayList<>();
        for (int sender = 0; sender < 3; sender++) {
            viewChanges.add(new Signed<>(sender, viewChange(), signature()));
        }
        return new NewView(number(), viewChanges);
    }

    private Signatures signatures() {
        TreeMap<Integer, Bytes> bySigner = new TreeMap<>();
        IntStream.range(0, REPLICAS).filter(i -> random.nextInt(4) > 0).forEach(i -> bySigner.put(i, signature()));
        return new Signatures(bySigner);
    }

    private <T> List<T> some(Supplier<T> one) {
        List<T> many = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            many.add(one.get());
        }
        return many;
    }

    private int replica() {
        return random.nextInt(REPLICAS);
    }

    private long number() {
        return random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextLong() >>> (1 + random.nextInt(63));
    }

    private Digest digest() {
        return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private Bytes signature() {
        return bytes(Checks.SIGNATURE_BYTES);
    }

    private Bytes bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private String text() {
        return List.of("", "standard", "analytical@1", "größer", "行動", "\uD83D\uDE80 to the moon")
                .get(random.nextInt(6));
    }

    private Principal principal() {
        return new Principal(
                "agent",
                random.nextBoolean() ? Optional.of("älice") : Optional.empty(),
                random.nextBoolean() ? Optional.of("7-" + random.nextInt(10)) : Optional.empty());
    }
}
