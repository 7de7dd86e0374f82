package io.tetrarch.wire;

import com.google.protobuf.ByteString;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.wire.schema.BeatMessage;
import io.tetrarch.wire.schema.FrameMessage;
import io.tetrarch.wire.schema.HelloMessage;
import io.tetrarch.wire.schema.InquiryMessage;
import io.tetrarch.wire.schema.InspectionAnswerMessage;
import io.tetrarch.wire.schema.InspectionQueryMessage;
import io.tetrarch.wire.schema.LedgerAnswerMessage;
import io.tetrarch.wire.schema.LedgerQueryMessage;
import io.tetrarch.wire.schema.RefusalMessage;
import io.tetrarch.wire.schema.ReplyMessage;
import io.tetrarch.wire.schema.StandingMessage;
import io.tetrarch.wire.schema.UnreachableMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Frames to bytes and back, as strictly as {@link MessageCodec}, with one exception: a HELLO may hold fields of a later
 * version, since it is what versions are agreed by.
 *
 * <p>Immutable, for any thread.
 */
public final class FrameCodec {
    /** Words in a HELLO. */
    private static final int MOST_CAPABILITIES = 64;

    /** Replicas of a certificate come to no more. */
    private static final int MOST_REPLICAS = 1 << 16;

    /** Of an inspection. */
    private static final int MOST_INSPECTION_BYTES = 1 << 20;

    private final MessageCodec messages;

    public FrameCodec(WireLimits limits) {
        this.messages = new MessageCodec(limits);
    }

    /** Of one frame, without its length. */
    public int mostBytes() {
        return messages.checks().limits().messageBytes();
    }

    public byte[] encode(Frame frame) {
        FrameMessage.Builder to = FrameMessage.newBuilder();
        switch (frame) {
            case Frame.Hello hello -> to.setHello(encode(hello));
            case Frame.Told told -> to.setMessage(MessageCodec.toMessage(told.message()));
            case Frame.Asked asked when asked.quiet() -> to.setQuietRequest(RequestCodec.encode(asked.request()));
            case Frame.Asked asked -> to.setRequest(RequestCodec.encode(asked.request()));
            case Frame.Replied replied -> to.setReply(encode(replied));
            case Frame.Refused refused ->
                to.setRefusal(RefusalMessage.newBuilder()
                        .setRequest(Checks.bytes(refused.request()))
                        .setWord(refused.word())
                        .setLasting(refused.lasting()));
            case Frame.Inquiry inquiry -> to.setInquiry(InquiryMessage.getDefaultInstance());
            case Frame.Standing standing -> to.setStanding(encode(standing));
            case Frame.Unreachable unreachable ->
                to.setUnreachable(UnreachableMessage.newBuilder().setView(unreachable.view()));
            case Frame.LedgerQuery query ->
                to.setLedgerQuery(LedgerQueryMessage.newBuilder().setIndex(query.index()));
            case Frame.LedgerAnswer answer -> to.setLedgerAnswer(encode(answer));
            case Frame.InspectionQuery query -> to.setInspectionQuery(InspectionQueryMessage.getDefaultInstance());
            case Frame.InspectionAnswer answer ->
                to.setInspectionAnswer(InspectionAnswerMessage.newBuilder().setJson(Checks.bytes(answer.json())));
            case Frame.Beat beat -> to.setBeat(BeatMessage.getDefaultInstance());
        }
        return to.build().toByteArray();
    }

    public Decoding<Frame> decode(byte[] bytes) {
        return Parsing.decode(bytes, messages.checks().limits(), FrameMessage.parser(), this::decode);
    }

    private Frame decode(FrameMessage from) throws MalformedException {
        Checks checks = messages.checks();
        checks.known(from);
        return switch (from.getFrameCase()) {
            case HELLO -> decode(from.getHello());
            case MESSAGE -> new Frame.Told(messages.fromMessage(from.getMessage()));
            case REQUEST -> new Frame.Asked(messages.requests().decode(from.getRequest()), false);
            case QUIET_REQUEST -> new Frame.Asked(messages.requests().decode(from.getQuietRequest()), true);
            case REPLY -> decode(from.getReply());
            case REFUSAL -> {
                RefusalMessage refusal = checks.known(from.getRefusal());
                yield new Frame.Refused(
                        checks.digest(refusal.getRequest(), "request"),
                        checks.text(refusal.getWordBytes(), "word"),
                        refusal.getLasting());
            }
            case INQUIRY -> {
                checks.known(from.getInquiry());
                yield Frame.INQUIRY;
            }
            case STANDING -> decode(from.getStanding());
            case BEAT -> {
                checks.known(from.getBeat());
                yield Frame.BEAT;
            }
            case UNREACHABLE ->
                new Frame.Unreachable(
                        checks.number(checks.known(from.getUnreachable()).getView(), "view"));
            case LEDGER_QUERY ->
                new Frame.LedgerQuery(
                        checks.number(checks.known(from.getLedgerQuery()).getIndex(), "index"));
            case LEDGER_ANSWER -> decode(from.getLedgerAnswer());
            case INSPECTION_QUERY -> {
                checks.known(from.getInspectionQuery());
                yield Frame.INSPECTION_QUERY;
            }
            case INSPECTION_ANSWER -> decode(from.getInspectionAnswer());
            case FRAME_NOT_SET -> throw Checks.noneOf(from);
        };
    }

    private static HelloMessage encode(Frame.Hello hello) {
        return HelloMessage.newBuilder()
                .setVersion(hello.version())
                .setLeastVersion(hello.leastVersion())
                .setGroupId(Checks.bytes(hello.group()))
                .setEpoch(hello.epoch())
                .addAllCapabilities(hello.capabilities())
                .build();
    }

    /** Unknown fields are a later version's. */
    private Frame.Hello decode(HelloMessage from) throws MalformedException {
        Checks checks = messages.checks();
        checks.count(from.getCapabilitiesCount(), 0, MOST_CAPABILITIES, "capabilities");
        List<String> capabilities = new ArrayList<>();
        for (ByteString each : from.getCapabilitiesList().asByteStringList()) {
            capabilities.add(checks.text(each, "capability"));
        }
        if (from.getLeastVersion() < 1 || from.getVersion() < from.getLeastVersion()) {
            throw new MalformedException("version " + Integer.toUnsignedString(from.getVersion())
                    + " is below the least that is spoken, or that is none");
        }
        return new Frame.Hello(
                from.getVersion(),
                from.getLeastVersion(),
                checks.digest(from.getGroupId(), "group_id"),
                checks.number(from.getEpoch(), "epoch"),
                capabilities);
    }

    private static ReplyMessage encode(Frame.Replied replied) {
        return ReplyMessage.newBuilder()
                .setEntry(BatchCodec.encode(replied.entry()))
                .setPath(RequestCodec.encode(replied.path()))
                .setHeader(BatchCodec.encode(replied.header()))
                .setCertificate(CertificateCodec.encode(replied.certificate()))
                .setPrepares(replied.prepares())
                .build();
    }

    private Frame.Replied decode(ReplyMessage from) throws MalformedException {
        Checks checks = messages.checks();
        checks.known(from);
        checks.count(from.getPrepares(), 0, MOST_REPLICAS, "prepares");
        return new Frame.Replied(
                messages.batches().decodeAlone(checks.known(from.hasEntry(), from.getEntry())),
                messages.requests().decode(checks.known(from.hasPath(), from.getPath())),
                messages.batches().decode(checks.known(from.hasHeader(), from.getHeader())),
                messages.certificates().decode(checks.known(from.hasCertificate(), from.getCertificate())),
                from.getPrepares());
    }

    private static LedgerAnswerMessage encode(Frame.LedgerAnswer answer) {
        LedgerAnswerMessage.Builder to =
                LedgerAnswerMessage.newBuilder().setIndex(answer.index()).setSize(answer.size());
        answer.piece().map(MessageCodec::encode).ifPresent(to::setPiece);
        return to.build();
    }

    private Frame.LedgerAnswer decode(LedgerAnswerMessage from) throws MalformedException {
        Checks checks = messages.checks();
        checks.known(from);
        Optional<Committed> piece = from.hasPiece() ? Optional.of(messages.decode(from.getPiece())) : Optional.empty();
        return new Frame.LedgerAnswer(
                checks.number(from.getIndex(), "index"), checks.number(from.getSize(), "size"), piece);
    }

    private Frame.InspectionAnswer decode(InspectionAnswerMessage from) throws MalformedException {
        Checks checks = messages.checks();
        checks.known(from);
        checks.count(from.getJson().size(), 0, MOST_INSPECTION_BYTES, "json");
        return new Frame.InspectionAnswer(Bytes.wrap(from.getJson().toByteArray()));
    }

    private static StandingMessage encode(Frame.Standing standing) {
        return StandingMessage.newBuilder()
                .setView(standing.view())
                .setActive(standing.active())
                .setStable(standing.stable())
                .setExecuted(standing.executed())
                .setRun(standing.run())
                .build();
    }

    private Frame.Standing decode(StandingMessage from) throws MalformedException {
        Checks checks = messages.checks();
        checks.known(from);
        return new Frame.Standing(
                checks.number(from.getView(), "view"),
                from.getActive(),
                checks.number(from.getStable(), "stable"),
                checks.number(from.getExecuted(), "executed"),
                checks.text(from.getRunBytes(), "run"));
    }
}
