package io.tetrarch.wire;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
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
import io.tetrarch.wire.schema.BatchMessage;
import io.tetrarch.wire.schema.ChunkMessage;
import io.tetrarch.wire.schema.ChunkPlaceMessage;
import io.tetrarch.wire.schema.CommittedMessage;
import io.tetrarch.wire.schema.FetchMessage;
import io.tetrarch.wire.schema.ForwardMessage;
import io.tetrarch.wire.schema.PrePrepareMessage;
import io.tetrarch.wire.schema.ReminderMessage;
import io.tetrarch.wire.schema.SignedMessage;
import io.tetrarch.wire.schema.SignedRequestMessage;
import io.tetrarch.wire.schema.SlotMessage;
import io.tetrarch.wire.schema.StatusMessage;
import io.tetrarch.wire.schema.VoteMessage;
import java.util.Optional;

/**
 * Messages to bytes and back. Decoding is strict: whatever bytes it is given, it either returns the one value they
 * stand for, with every bound kept, or says in one line why they are none. Signatures are not its business.
 *
 * <p>Immutable, for any thread.
 */
public final class MessageCodec {
    private final Checks checks;
    private final RequestCodec requests;
    private final EvidenceCodec evidence;
    private final BatchCodec batches;
    private final CertificateCodec certificates;

    public MessageCodec(WireLimits limits) {
        this.checks = new Checks(limits);
        this.requests = new RequestCodec(checks);
        this.evidence = new EvidenceCodec(checks, requests);
        this.batches = new BatchCodec(checks, requests, evidence);
        this.certificates = new CertificateCodec(checks);
    }

    public byte[] encode(Signed<? extends Message> signed) {
        return toMessage(signed).toByteArray();
    }

    public Decoding<Signed<? extends Message>> decode(byte[] bytes) {
        return Parsing.decode(bytes, checks.limits(), SignedMessage.parser(), this::fromMessage);
    }

    public byte[] encodeRequest(SignedRequest request) {
        return RequestCodec.encode(request).toByteArray();
    }

    public Decoding<SignedRequest> decodeRequest(byte[] bytes) {
        return Parsing.decode(bytes, checks.limits(), SignedRequestMessage.parser(), requests::decode);
    }

    public byte[] encodeBatch(Batch batch) {
        return BatchCodec.encode(batch).toByteArray();
    }

    public Decoding<Batch> decodeBatch(byte[] bytes) {
        return Parsing.decode(bytes, checks.limits(), BatchMessage.parser(), batches::decode);
    }

    RequestCodec requests() {
        return requests;
    }

    BatchCodec batches() {
        return batches;
    }

    EvidenceCodec evidence() {
        return evidence;
    }

    CertificateCodec certificates() {
        return certificates;
    }

    Checks checks() {
        return checks;
    }

    static SignedMessage toMessage(Signed<? extends Message> signed) {
        SignedMessage.Builder to =
                SignedMessage.newBuilder().setSender(signed.sender()).setSignature(Checks.bytes(signed.signature()));
        switch (signed.message()) {
            case Verdicts verdicts -> to.setVerdicts(RequestCodec.encode(verdicts));
            case PrePrepare prePrepare -> to.setPrePrepare(encode(prePrepare));
            case Prepare vote -> to.setPrepare(CertificateCodec.vote(vote.view(), vote.sequence(), vote.digest()));
            case Commit vote -> to.setCommit(CertificateCodec.vote(vote.view(), vote.sequence(), vote.digest()));
            case Checkpoint checkpoint -> to.setCheckpoint(CertificateCodec.encode(checkpoint));
            case ViewChange viewChange -> to.setViewChange(CertificateCodec.encode(viewChange));
            case NewView newView -> to.setNewView(CertificateCodec.encode(newView));
            case Status status -> to.setStatus(encode(status));
            case Relay relay -> to.setRelay(RequestCodec.encode(relay.request()));
            case Forward forward -> to.setForward(encode(forward));
            case Fetch fetch -> to.setFetch(encode(fetch));
            case Body body -> to.setBody(BatchCodec.encode(body.batch()));
            case Committed committed -> to.setCommitted(encode(committed));
            case Stable stable -> to.setStable(CertificateCodec.encode(stable.certificate()));
            case Chunk chunk -> to.setChunk(encode(chunk));
            case Accusation accusation -> to.setAccusation(EvidenceCodec.encode(accusation.evidence()));
            case Succession succession -> to.setSuccession(CertificateCodec.encode(succession));
            case Reminder reminder -> to.setReminder(encode(reminder));
        }
        return to.build();
    }

    Signed<? extends Message> fromMessage(SignedMessage from) throws MalformedException {
        checks.known(from);
        return new Signed<>(
                checks.replica(from.getSender(), "sender"), message(from), checks.signature(from.getSignature()));
    }

    private Message message(SignedMessage from) throws MalformedException {
        return switch (from.getMessageCase()) {
            case VERDICTS -> requests.decode(from.getVerdicts());
            case PRE_PREPARE -> decode(from.getPrePrepare());
            case PREPARE -> prepare(from.getPrepare());
            case COMMIT -> certificates.commit(from.getCommit());
            case CHECKPOINT -> certificates.decode(from.getCheckpoint());
            case VIEW_CHANGE -> certificates.decode(from.getViewChange());
            case NEW_VIEW -> certificates.decode(from.getNewView());
            case STATUS -> decode(from.getStatus());
            case RELAY -> new Relay(requests.decode(from.getRelay()));
            case FORWARD -> decode(from.getForward());
            case FETCH -> new Fetch(decode(from.getFetch()));
            case BODY -> new Body(batches.decode(from.getBody()));
            case COMMITTED -> decode(from.getCommitted());
            case STABLE -> new Stable(certificates.decode(from.getStable()));
            case CHUNK -> decode(from.getChunk());
            case ACCUSATION -> new Accusation(evidence.decode(from.getAccusation()));
            case SUCCESSION -> certificates.decode(from.getSuccession());
            case REMINDER -> decode(from.getReminder());
            case MESSAGE_NOT_SET -> throw Checks.noneOf(from);
        };
    }

    private PrePrepare decode(PrePrepareMessage from) throws MalformedException {
        checks.known(from);
        return new PrePrepare(
                checks.number(from.getView(), "view"), batches.decode(checks.known(from.hasBatch(), from.getBatch())));
    }

    private Prepare prepare(VoteMessage from) throws MalformedException {
        Commit vote = certificates.commit(from);
        return new Prepare(vote.view(), vote.sequence(), vote.digest());
    }

    private static StatusMessage encode(Status status) {
        return StatusMessage.newBuilder()
                .setView(status.view())
                .setActive(status.active())
                .setStable(status.stable())
                .setExecuted(status.executed())
                .setChallenge(status.challenge())
                .setLearning(status.learning())
                .build();
    }

    private Status decode(StatusMessage from) throws MalformedException {
        checks.known(from);
        return new Status(
                checks.number(from.getView(), "view"),
                from.getActive(),
                checks.number(from.getStable(), "stable"),
                checks.number(from.getExecuted(), "executed"),
                checks.number(from.getChallenge(), "challenge"),
                from.getLearning());
    }

    private static ReminderMessage encode(Reminder reminder) {
        ReminderMessage.Builder to = ReminderMessage.newBuilder()
                .setOf(reminder.of())
                .setChallenge(reminder.challenge())
                .setExecuted(reminder.executed());
        reminder.votes().forEach(vote -> to.addVotes(EvidenceCodec.encode(vote)));
        reminder.change().ifPresent(change -> to.setChange(CertificateCodec.encode(change)));
        reminder.verdicts().forEach(vote -> to.addVerdicts(RequestCodec.encode(vote)));
        return to.build();
    }

    private Reminder decode(ReminderMessage from) throws MalformedException {
        checks.known(from);
        checks.count(from.getVotesCount(), 0, Reminder.MOST_VOTES, "votes");
        checks.count(from.getVerdictsCount(), 0, Reminder.MOST_VERDICTS, "verdicts");
        return new Reminder(
                checks.replica(from.getOf(), "of"),
                checks.number(from.getChallenge(), "challenge"),
                checks.number(from.getExecuted(), "executed"),
                checks.list(from.getVotesList(), evidence::decode),
                from.hasChange() ? Optional.of(certificates.decode(from.getChange())) : Optional.empty(),
                checks.list(from.getVerdictsList(), requests::decode));
    }

    private static ForwardMessage encode(Forward forward) {
        Signed<?> original = forward.original();
        ForwardMessage.Builder to = ForwardMessage.newBuilder()
                .setSender(original.sender())
                .setSignature(Checks.bytes(original.signature()));
        if (original.message() instanceof PrePrepare prePrepare) {
            to.setPrePrepare(encode(prePrepare));
        } else if (original.message() instanceof NewView newView) {
            to.setNewView(CertificateCodec.encode(newView));
        } else {
            throw new IllegalArgumentException("a " + original.message().type() + " is not passed on");
        }
        return to.build();
    }

    private Forward decode(ForwardMessage from) throws MalformedException {
        checks.known(from);
        Message original = switch (from.getOriginalCase()) {
            case PRE_PREPARE -> decode(from.getPrePrepare());
            case NEW_VIEW -> certificates.decode(from.getNewView());
            case ORIGINAL_NOT_SET -> throw Checks.noneOf(from);
        };
        return new Forward(new Signed<>(
                checks.replica(from.getSender(), "sender"), original, checks.signature(from.getSignature())));
    }

    private static PrePrepareMessage encode(PrePrepare prePrepare) {
        return PrePrepareMessage.newBuilder()
                .setView(prePrepare.view())
                .setBatch(BatchCodec.encode(prePrepare.batch()))
                .build();
    }

    private static FetchMessage encode(Fetch fetch) {
        return switch (fetch.wanted()) {
            case Fetch.WantedBatch batch ->
                FetchMessage.newBuilder().setBatch(Checks.bytes(batch.digest())).build();
            case Fetch.WantedRequest request ->
                FetchMessage.newBuilder()
                        .setRequest(Checks.bytes(request.digest()))
                        .build();
            case Fetch.WantedProposal slot ->
                FetchMessage.newBuilder()
                        .setProposal(
                                SlotMessage.newBuilder().setView(slot.view()).setSequence(slot.sequence()))
                        .build();
            case Fetch.WantedChunk chunk ->
                FetchMessage.newBuilder()
                        .setChunk(ChunkPlaceMessage.newBuilder()
                                .setSequence(chunk.sequence())
                                .setIndex(chunk.index()))
                        .build();
        };
    }

    private Fetch.Wanted decode(FetchMessage from) throws MalformedException {
        checks.known(from);
        return switch (from.getWantedCase()) {
            case BATCH -> new Fetch.WantedBatch(checks.digest(from.getBatch(), "batch"));
            case REQUEST -> new Fetch.WantedRequest(checks.digest(from.getRequest(), "request"));
            case CHUNK -> {
                ChunkPlaceMessage place = checks.known(from.getChunk());
                yield new Fetch.WantedChunk(
                        checks.number(place.getSequence(), "sequence"), (int) checks.number(place.getIndex(), "index"));
            }
            case PROPOSAL -> {
                SlotMessage slot = checks.known(from.getProposal());
                yield new Fetch.WantedProposal(
                        checks.number(slot.getView(), "view"), checks.number(slot.getSequence(), "sequence"));
            }
            case WANTED_NOT_SET -> throw Checks.noneOf(from);
        };
    }

    static CommittedMessage encode(Committed committed) {
        return CommittedMessage.newBuilder()
                .addAllBatches(
                        committed.batches().stream().map(BatchCodec::encode).toList())
                .setCertificate(CertificateCodec.encode(committed.certificate()))
                .build();
    }

    Committed decode(CommittedMessage from) throws MalformedException {
        checks.known(from);
        checks.count(from.getBatchesCount(), 1, checks.limits().elements(), "batches");
        return new Committed(
                checks.list(from.getBatchesList(), batches::decode),
                certificates.decode(checks.known(from.hasCertificate(), from.getCertificate())));
    }

    private static ChunkMessage encode(Chunk chunk) {
        return ChunkMessage.newBuilder()
                .setSequence(chunk.sequence())
                .setContent(Checks.bytes(chunk.content()))
                .setPath(RequestCodec.encode(chunk.path()))
                .build();
    }

    private Chunk decode(ChunkMessage from) throws MalformedException {
        checks.known(from);
        return new Chunk(
                checks.number(from.getSequence(), "sequence"),
                Bytes.wrap(from.getContent().toByteArray()),
                requests.decode(checks.known(from.hasPath(), from.getPath())));
    }
}
