package io.tetrarch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.wire.schema.AnswerCode;
import io.tetrarch.wire.schema.CommitCertificateMessage;
import io.tetrarch.wire.schema.CommittedMessage;
import io.tetrarch.wire.schema.NewViewMessage;
import io.tetrarch.wire.schema.SignatureMessage;
import io.tetrarch.wire.schema.SignedMessage;
import io.tetrarch.wire.schema.VerdictMessage;
import io.tetrarch.wire.schema.VerdictsMessage;
import io.tetrarch.wire.schema.VoteMessage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private static final ByteString DIGEST = ByteString.copyFrom(new byte[32]);
    private static final ByteString SIGNATURE = ByteString.copyFrom(new byte[64]);
    private static final VoteMessage VOTE =
            VoteMessage.newBuilder().setView(1).setSequence(2).setDigest(DIGEST).build();

    private final MessageCodec codec = new MessageCodec(WireLimits.of(Samples.REPLICAS));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyMessageComesBackAsItWas(long seed) {
        for (Signed<?> message : new Samples(seed).messages()) {
            byte[] bytes = codec.encode(message);

            assertThat(codec.decode(bytes)).isEqualTo(new Decoding.Decoded<>(message));
            assertThat(codec.encode(decoded(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void aRequestComesBackWithItsAction() {
        SignedRequest request = new Samples(9).request();

        assertThat(codec.decodeRequest(codec.encodeRequest(request))).isEqualTo(new Decoding.Decoded<>(request));
    }

    @Test
    void whateverTheBytesDecodingAnswersWithAValueOrAReason() {
        Random random = new Random(20);
        for (long seed = 0; seed < 40; seed++) {
            for (Signed<?> message : new Samples(seed).messages()) {
                for (int round = 0; round < 30; round++) {
                    assertAnswers(mutate(codec.encode(message), random));
                }
            }
        }
    }

    private void assertAnswers(byte[] bytes) {
        switch (codec.decode(bytes)) {
            case Decoding.Decoded<Signed<?>> decoded ->
                assertThat(codec.decode(codec.encode(decoded.value()))).isEqualTo(decoded);
            case Decoding.Malformed<Signed<?>> malformed ->
                assertThat(malformed.reason()).isNotBlank().doesNotContain("\n");
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutant = random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        for (int flips = random.nextInt(4); flips > 0 && mutant.length > 0; flips--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        return mutant;
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(21);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(codec.decode(bytes)).isInstanceOf(Decoding.Malformed.class);
        }
    }

    @Test
    void aDigestOfOtherThan32BytesIsRefused() {
        assertRefused(
                signed().setCommit(VOTE.toBuilder().setDigest(ByteString.copyFrom(new byte[31]))),
                "digest has 31 bytes, not 32");
    }

    @Test
    void aPaddedSignatureIsRefused() {
        assertRefused(
                signed().setCommit(VOTE).setSignature(ByteString.copyFrom(new byte[65])),
                "signature has 65 bytes, not 64");
    }

    @Test
    void aSenderOutsideTheGroupIsRefused() {
        assertRefused(signed().setCommit(VOTE).setSender(4), "sender 4 is not among the 4 replicas");
        assertRefused(signed().setCommit(VOTE).setSender(-1), "sender 4294967295 is not among the 4 replicas");
    }

    @Test
    void aNumberAbove63BitsIsRefused() {
        assertRefused(signed().setPrepare(VOTE.toBuilder().setView(-1)), "view is above 2^63 - 1");
    }

    @Test
    void anUnknownAnswerIsRefused() {
        VerdictMessage verdict = VerdictMessage.newBuilder()
                .setRequest(DIGEST)
                .setAnswer(AnswerCode.ANSWER_APPROVE)
                .build();

        assertThat(decode(signed().setVerdicts(VerdictsMessage.newBuilder().addVerdicts(verdict))))
                .isInstanceOf(Decoding.Decoded.class);
        assertRefused(
                signed().setVerdicts(VerdictsMessage.newBuilder()
                        .addVerdicts(verdict.toBuilder().setAnswer(AnswerCode.ANSWER_UNSPECIFIED))),
                "answer is of no known kind");
        byte[] known = signed().setVerdicts(VerdictsMessage.newBuilder().addVerdicts(verdict))
                .build()
                .toByteArray();
        byte[] unknown = known.clone();
        // the last field written is the answer: tag, then its number
        unknown[unknown.length - 1] = 7;
        assertThat(codec.decode(unknown)).isEqualTo(new Decoding.Malformed<>("answer is of no known kind"));
    }

    @Test
    void aSignerThatStandsTwiceInACertificateIsRefused() {
        SignatureMessage signature = SignatureMessage.newBuilder()
                .setSigner(1)
                .setSignature(SIGNATURE)
                .build();

        assertRefused(
                signed().setCommitted(CommittedMessage.newBuilder()
                        .addBatches(MessageCodec.toMessage(new Samples(1)
                                        .signed(new io.tetrarch.pbft.message.Body(new Samples(1).batch())))
                                .getBody())
                        .setCertificate(CommitCertificateMessage.newBuilder()
                                .setCommit(VOTE)
                                .addSignatures(signature)
                                .addSignatures(signature))),
                "signer 1 stands twice or out of order");
    }

    @Test
    void moreViewChangesThanReplicasAreRefused() {
        NewViewMessage newView = MessageCodec.toMessage(new Samples(1).signed(new Samples(1).newView()))
                .getNewView();

        assertRefused(
                signed().setNewView(newView.toBuilder().addAllViewChanges(newView.getViewChangesList())),
                "view_changes: 6 elements, not 0 to 4");
    }

    @Test
    void anActionAboveItsBoundIsRefused() {
        WireLimits narrow = new WireLimits(Samples.REPLICAS, 1 << 20, 10, 10, 100);
        SignedRequest request = new Samples(1).request();
        byte[] bytes = codec.encodeRequest(new SignedRequest(
                request.request(), request.signature(), io.tetrarch.pbft.message.Bytes.wrap(new byte[11])));

        assertThat(new MessageCodec(narrow).decodeRequest(bytes))
                .isEqualTo(new Decoding.Malformed<>("action has 11 bytes, more than 10"));
    }

    @Test
    void aMessageAboveTheBoundIsNotEvenParsed() {
        WireLimits narrow = new WireLimits(Samples.REPLICAS, 100, 10, 10, 100);

        assertThat(new MessageCodec(narrow).decode(new byte[101]))
                .isEqualTo(new Decoding.Malformed<>("a message of 101 bytes, more than 100"));
    }

    @Test
    void anUnknownFieldIsRefusedAtAnyDepth() {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();

        assertRefused(signed().setCommit(VOTE).setUnknownFields(unknown), "SignedMessage has an unknown field");
        assertRefused(
                signed().setCommit(VOTE.toBuilder().setUnknownFields(unknown)), "VoteMessage has an unknown field");
    }

    @Test
    void aMessageOfNoKindIsRefused() {
        assertRefused(signed(), "SignedMessage is of no known kind");
    }

    private static SignedMessage.Builder signed() {
        return SignedMessage.newBuilder().setSender(1).setSignature(SIGNATURE);
    }

    private void assertRefused(SignedMessage.Builder message, String reason) {
        assertThat(decode(message)).isEqualTo(new Decoding.Malformed<>(reason));
    }

    private Decoding<Signed<? extends io.tetrarch.pbft.message.Message>> decode(Message.Builder message) {
        return codec.decode(message.build().toByteArray());
    }

    private Signed<?> decoded(byte[] bytes) {
        return ((Decoding.Decoded<Signed<?>>) codec.decode(bytes)).value();
    }
}
