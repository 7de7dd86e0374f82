package io.tetrarch.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.wire.schema.BodyRecord;
import io.tetrarch.wire.schema.EpochRecord;
import io.tetrarch.wire.schema.ExecutedRecord;
import io.tetrarch.wire.schema.LearningRecord;
import io.tetrarch.wire.schema.SignedMessage;
import io.tetrarch.wire.schema.SnapshotRecord;
import io.tetrarch.wire.schema.StoredPrePrepareRecord;
import io.tetrarch.wire.schema.StoredRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Records of a replica's store to bytes and back. A batch is in a record by its digest only, since it is proposed,
 * prepared and executed but should be written once: whoever writes a record writes its {@link #bodies} beside it.
 *
 * <p>Immutable, for any thread.
 */
public final class StoredCodec {
    private final MessageCodec messages;

    public StoredCodec(WireLimits limits) {
        this.messages = new MessageCodec(limits.forStore());
    }

    /** The batches that decoding this record will ask for. */
    public static List<Batch> bodies(Stored stored) {
        return switch (stored) {
            case Stored.Own own ->
                own.message().message() instanceof PrePrepare prePrepare ? List.of(prePrepare.batch()) : List.of();
            case Stored.Proposal proposal ->
                List.of(proposal.prePrepare().message().batch());
            case Stored.Executed executed -> executed.batches();
            case Stored.Body body -> List.of(body.batch());
            case Stored.Entered entered -> List.of();
            case Stored.Prepared prepared -> List.of();
            case Stored.Snapshot snapshot -> List.of();
            case Stored.Conviction conviction -> List.of();
            case Stored.Learning learning -> List.of();
            case Stored.Epoch epoch -> List.of();
        };
    }

    /**
     * The batches that an encoded record speaks of, without decoding it.
     *
     * @throws IllegalArgumentException if the bytes are no record
     */
    public static Set<Digest> bodiesOf(byte[] record) {
        StoredRecord from = parse(record);
        return switch (from.getRecordCase()) {
            case OWN_PROPOSAL -> digests(List.of(from.getOwnProposal().getBatch()));
            case PROPOSAL -> digests(List.of(from.getProposal().getBatch()));
            case BODY -> digests(List.of(from.getBody().getBatch()));
            case EXECUTED -> digests(from.getExecuted().getBatchesList());
            case OWN, ENTERED, PREPARED, SNAPSHOT, CONVICTION, LEARNING, EPOCH, RECORD_NOT_SET -> Set.of();
        };
    }

    /**
     * Whether an encoded record is a {@link Stored.Executed}.
     *
     * @throws IllegalArgumentException if the bytes are no record
     */
    public static boolean isExecuted(byte[] record) {
        return parse(record).hasExecuted();
    }

    private static StoredRecord parse(byte[] record) {
        try {
            return StoredRecord.parseFrom(record);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a record: " + e.getMessage(), e);
        }
    }

    private static Set<Digest> digests(List<ByteString> from) {
        Set<Digest> digests = new HashSet<>();
        from.forEach(bytes -> digests.add(Digest.of(bytes.toByteArray())));
        return digests;
    }

    public byte[] encode(Stored stored) {
        StoredRecord.Builder to = StoredRecord.newBuilder();
        switch (stored) {
            case Stored.Own own -> encodeOwn(own, to);
            case Stored.Proposal proposal -> to.setProposal(encode(proposal.prePrepare()));
            case Stored.Body body ->
                to.setBody(BodyRecord.newBuilder()
                        .setBatch(Checks.bytes(body.batch().digest())));
            case Stored.Entered entered -> to.setEntered(MessageCodec.toMessage(entered.newView()));
            case Stored.Prepared prepared -> to.setPrepared(CertificateCodec.encode(prepared.certificate()));
            case Stored.Executed executed ->
                to.setExecuted(ExecutedRecord.newBuilder()
                        .addAllBatches(executed.batches().stream()
                                .map(batch -> Checks.bytes(batch.digest()))
                                .toList())
                        .setCertificate(CertificateCodec.encode(executed.certificate())));
            case Stored.Snapshot snapshot -> to.setSnapshot(encode(snapshot));
            case Stored.Conviction conviction -> to.setConviction(EvidenceCodec.encode(conviction.evidence()));
            case Stored.Learning learning -> to.setLearning(encode(learning));
            case Stored.Epoch epoch -> to.setEpoch(encode(epoch));
        }
        return to.build().toByteArray();
    }

    private static LearningRecord.Builder encode(Stored.Learning learning) {
        LearningRecord.Builder to = LearningRecord.newBuilder()
                .setEnded(learning.ended())
                .setSilentBeforeMillis(learning.silentBeforeMillis());
        learning.givenUp()
                .ifPresent(given ->
                        to.setGivenMadeMillis(given.notBeforeMillis()).setGivenUntilMillis(given.deadlineMillis()));
        return to;
    }

    private static SnapshotRecord encode(Stored.Snapshot snapshot) {
        return SnapshotRecord.newBuilder()
                .setCertificate(CertificateCodec.encode(snapshot.certificate()))
                .addAllChunks(snapshot.chunks().stream().map(Checks::bytes).toList())
                .build();
    }

    private static EpochRecord encode(Stored.Epoch epoch) {
        EpochRecord.Builder to = EpochRecord.newBuilder()
                .addAllLineage(
                        epoch.lineage().stream().map(CertificateCodec::encode).toList())
                .setLearning(epoch.learning());
        epoch.state().ifPresent(state -> to.setState(encode(state)));
        return to.build();
    }

    /**
     * @param bodies finds a batch by its digest; a batch that it does not find makes the record malformed
     */
    public Decoding<Stored> decode(byte[] bytes, Function<Digest, Optional<Batch>> bodies) {
        return Parsing.decode(
                bytes, messages.checks().limits(), StoredRecord.parser(), record -> decode(record, bodies));
    }

    private Stored decode(StoredRecord from, Function<Digest, Optional<Batch>> bodies) throws MalformedException {
        messages.checks().known(from);
        boolean timed = from.hasMadeMillis();
        if (timed != from.hasUntilMillis() || (timed && !from.hasOwn())) {
            throw new MalformedException("made_millis and until_millis stand together, with own verdicts");
        }
        return switch (from.getRecordCase()) {
            case OWN -> own(from);
            case OWN_PROPOSAL -> new Stored.Own(decode(from.getOwnProposal(), bodies));
            case PROPOSAL -> new Stored.Proposal(decode(from.getProposal(), bodies));
            case BODY ->
                new Stored.Body(body(messages.checks().known(from.getBody()).getBatch(), bodies));
            case ENTERED -> new Stored.Entered(newView(from.getEntered()));
            case PREPARED -> new Stored.Prepared(messages.certificates().decode(from.getPrepared()));
            case EXECUTED -> decode(messages.checks().known(from.getExecuted()), bodies);
            case SNAPSHOT -> decode(messages.checks().known(from.getSnapshot()));
            case CONVICTION -> new Stored.Conviction(messages.evidence().decode(from.getConviction()));
            case LEARNING -> {
                LearningRecord learning = messages.checks().known(from.getLearning());
                yield new Stored.Learning(
                        learning.getEnded(),
                        learning.getSilentBeforeMillis(),
                        learning.hasGivenUntilMillis()
                                ? Optional.of(
                                        new Validity(learning.getGivenMadeMillis(), learning.getGivenUntilMillis()))
                                : Optional.empty());
            }
            case EPOCH -> decode(messages.checks().known(from.getEpoch()));
            case RECORD_NOT_SET -> throw Checks.noneOf(from);
        };
    }

    private Stored.Own own(StoredRecord from) throws MalformedException {
        Signed<?> message = messages.fromMessage(from.getOwn());
        return from.hasMadeMillis()
                ? new Stored.Own(message, Optional.of(new Validity(from.getMadeMillis(), from.getUntilMillis())))
                : new Stored.Own(message);
    }

    private Stored.Epoch decode(EpochRecord from) throws MalformedException {
        messages.checks()
                .count(from.getLineageCount(), 1, messages.checks().limits().elements(), "lineage");
        return new Stored.Epoch(
                messages.checks().list(from.getLineageList(), messages.certificates()::decode),
                from.getLearning(),
                from.hasState() ? Optional.of(decode(messages.checks().known(from.getState()))) : Optional.empty());
    }

    private static void encodeOwn(Stored.Own record, StoredRecord.Builder to) {
        Signed<?> own = record.message();
        record.latest()
                .ifPresent(
                        latest -> to.setMadeMillis(latest.notBeforeMillis()).setUntilMillis(latest.deadlineMillis()));
        if (own.message() instanceof PrePrepare prePrepare) {
            to.setOwnProposal(encode(new Signed<>(own.sender(), prePrepare, own.signature())));
        } else {
            to.setOwn(MessageCodec.toMessage(own));
        }
    }

    private static StoredPrePrepareRecord encode(Signed<PrePrepare> signed) {
        return StoredPrePrepareRecord.newBuilder()
                .setSender(signed.sender())
                .setView(signed.message().view())
                .setBatch(Checks.bytes(signed.message().digest()))
                .setSignature(Checks.bytes(signed.signature()))
                .build();
    }

    private Signed<PrePrepare> decode(StoredPrePrepareRecord from, Function<Digest, Optional<Batch>> bodies)
            throws MalformedException {
        Checks checks = messages.checks();
        checks.known(from);
        return new Signed<>(
                checks.replica(from.getSender(), "sender"),
                new PrePrepare(checks.number(from.getView(), "view"), body(from.getBatch(), bodies)),
                checks.signature(from.getSignature()));
    }

    private Batch body(ByteString digest, Function<Digest, Optional<Batch>> bodies) throws MalformedException {
        Digest wanted = messages.checks().digest(digest, "batch");
        return bodies.apply(wanted).orElseThrow(() -> new MalformedException("no body is kept of batch " + wanted));
    }

    private Signed<NewView> newView(SignedMessage from) throws MalformedException {
        Signed<? extends Message> signed = messages.fromMessage(from);
        if (signed.message() instanceof NewView newView) {
            return new Signed<>(signed.sender(), newView, signed.signature());
        }
        throw new MalformedException("an entered view is known by a new-view, not by a "
                + signed.message().type());
    }

    private Stored.Executed decode(ExecutedRecord from, Function<Digest, Optional<Batch>> bodies)
            throws MalformedException {
        return new Stored.Executed(
                messages.checks().list(from.getBatchesList(), digest -> body(digest, bodies)),
                messages.certificates().decode(messages.checks().known(from.hasCertificate(), from.getCertificate())));
    }

    private Stored.Snapshot decode(SnapshotRecord from) throws MalformedException {
        return new Stored.Snapshot(
                messages.certificates().decode(messages.checks().known(from.hasCertificate(), from.getCertificate())),
                from.getChunksList().stream()
                        .map(chunk -> Bytes.wrap(chunk.toByteArray()))
                        .toList());
    }
}
