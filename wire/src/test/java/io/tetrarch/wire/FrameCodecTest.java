package io.tetrarch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.tetrarch.wire.schema.BeatMessage;
import io.tetrarch.wire.schema.FrameMessage;
import io.tetrarch.wire.schema.HelloMessage;
import io.tetrarch.wire.schema.RefusalMessage;
import io.tetrarch.wire.schema.ReplyMessage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
    private static final ByteString DIGEST = ByteString.copyFrom(new byte[32]);
    private static final UnknownFieldSet LATER = UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();

    private final FrameCodec codec = new FrameCodec(WireLimits.of(Samples.REPLICAS));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFrameComesBackAsItWas(long seed) {
        for (Frame frame : new Samples(seed).frames()) {
            byte[] bytes = codec.encode(frame);

            assertThat(codec.decode(bytes)).isEqualTo(new Decoding.Decoded<>(frame));
        }
    }

    @Test
    void whateverTheBytesDecodingAnswersWithAValueOrAReason() {
        Random random = new Random(22);
        for (long seed = 0; seed < 20; seed++) {
            for (Frame frame : new Samples(seed).frames()) {
                for (int round = 0; round < 20; round++) {
                    assertAnswers(mutate(codec.encode(frame), random));
                }
            }
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutant = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        for (int flips = random.nextInt(4); flips > 0 && mutant.length > 0; flips--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        return mutant;
    }

    private void assertAnswers(byte[] bytes) {
        switch (codec.decode(bytes)) {
            case Decoding.Decoded<Frame> decoded ->
                assertThat(codec.decode(codec.encode(decoded.value()))).isEqualTo(decoded);
            case Decoding.Malformed<Frame> malformed ->
                assertThat(malformed.reason()).isNotBlank().doesNotContain("\n");
        }
    }

    @Test
    void aHelloOfALaterVersionIsReadWithWhatThisOneKnows() {
        HelloMessage hello = hello().setVersion(7).setUnknownFields(LATER).build();

        assertThat(codec.decode(
                        FrameMessage.newBuilder().setHello(hello).build().toByteArray()))
                .isInstanceOf(Decoding.Decoded.class);
    }

    @Test
    void everywhereElseAnUnknownFieldIsRefused() {
        assertRefused(
                FrameMessage.newBuilder().setHello(hello()).setUnknownFields(LATER), "FrameMessage has an unknown");
        assertRefused(
                FrameMessage.newBuilder().setBeat(BeatMessage.newBuilder().setUnknownFields(LATER)),
                "BeatMessage has an unknown field");
        assertRefused(
                FrameMessage.newBuilder()
                        .setRefusal(
                                RefusalMessage.newBuilder().setRequest(DIGEST).setUnknownFields(LATER)),
                "RefusalMessage has an unknown field");
    }

    @Test
    void aVersionBelowTheLeastIsNone() {
        assertRefused(FrameMessage.newBuilder().setHello(hello().setLeastVersion(2)), "version 1 is below the least");
        assertRefused(FrameMessage.newBuilder().setHello(hello().setLeastVersion(0)), "version 1 is below the least");
    }

    @Test
    void aReplyWithoutItsCertificateIsNone() {
        Frame.Replied whole = new Samples(5).replied();
        ReplyMessage.Builder reply = parsed(codec.encode(whole)).getReply().toBuilder();

        assertRefused(
                FrameMessage.newBuilder().setReply(reply.clone().clearCertificate()),
                "CommitCertificateMessage is missing");
        assertRefused(FrameMessage.newBuilder().setReply(reply.clone().clearHeader()), "HeaderMessage is missing");
        assertRefused(FrameMessage.newBuilder().setReply(reply.clone().clearPath()), "InclusionPathMessage is missing");
        assertRefused(
                FrameMessage.newBuilder().setReply(reply.clone().clearEntry()), "DecisionEntryMessage is missing");
        assertRefused(FrameMessage.newBuilder().setReply(reply.clone().setPrepares(-1)), "prepares: -1 elements");
    }

    @Test
    void anEmptyFrameIsNone() {
        assertRefused(FrameMessage.newBuilder(), "FrameMessage is of no known kind");
    }

    private static FrameMessage parsed(byte[] bytes) {
        try {
            return FrameMessage.parseFrom(bytes);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HelloMessage.Builder hello() {
        return HelloMessage.newBuilder()
                .setVersion(1)
                .setLeastVersion(1)
                .setGroupId(DIGEST)
                .setEpoch(1);
    }

    private void assertRefused(FrameMessage.Builder frame, String reason) {
        assertThat(codec.decode(frame.build().toByteArray()))
                .isInstanceOfSatisfying(
                        Decoding.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains(reason));
    }
}
