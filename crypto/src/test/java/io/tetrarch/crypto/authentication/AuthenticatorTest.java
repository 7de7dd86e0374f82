package io.tetrarch.crypto.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.VerifiedRequest;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who signed, and for what: the outer signature of every message, and clients' requests. */
class AuthenticatorTest {
    private static final KnownGroup GROUP = new KnownGroup();
    private static final Samples SAMPLES = new Samples(GROUP);

    private final Authenticator authenticator = GROUP.authenticator();

    static Stream<Message> messages() {
        return SAMPLES.all().stream();
    }

    private static Bytes resized(Bytes signature, int length) {
        return Bytes.wrap(Arrays.copyOf(signature.toArray(), length));
    }

    private <M extends Message> void assertRefused(Signed<M> signed, Refusal reason) {
        assertThat(authenticator.authenticate(signed)).isEqualTo(new Authentication.Refused<Verified<M>>(reason));
    }

    private void assertRefused(SignedRequest request, Refusal reason) {
        assertThat(authenticator.authenticate(request)).isEqualTo(new Authentication.Refused<VerifiedRequest>(reason));
    }

    @Test
    void theSamplesCoverEveryTypeThatReplicasSend() {
        Set<MessageType> types = EnumSet.noneOf(MessageType.class);
        messages().forEach(message -> types.add(message.type()));
        assertThat(types).isEqualTo(EnumSet.complementOf(EnumSet.of(MessageType.REQUESTS, MessageType.SUCCESSION)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void anHonestReplicasMessageIsAccepted(Message message) {
        Signed<Message> signed = GROUP.signed(2, message);
        assertThat(authenticator.authenticate(signed))
                .isEqualTo(new Authentication.Accepted<>(new Verified<>(signed, KnownGroup.DOMAIN)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageUnderAnothersNameIsRefused(Message message) {
        Signed<Message> signed = GROUP.signed(2, message);
        assertRefused(new Signed<>(1, message, signed.signature()), Refusal.BAD_SIGNATURE);
        assertRefused(new Signed<>(4, message, signed.signature()), Refusal.UNKNOWN_SENDER);
        assertRefused(new Signed<>(-1, message, signed.signature()), Refusal.UNKNOWN_SENDER);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageOfAnotherEpochOrGroupIsRefused(Message message) {
        for (Domain domain : List.of(KnownGroup.OTHER_EPOCH, KnownGroup.OTHER_GROUP)) {
            assertRefused(GROUP.signed(2, message, domain), Refusal.BAD_SIGNATURE);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aPaddedOrTruncatedSignatureIsRefused(Message message) {
        Bytes signature = GROUP.signature(2, message);
        for (int length : new int[] {0, 32, 63, 65, 128}) {
            assertRefused(new Signed<>(2, message, resized(signature, length)), Refusal.BAD_SIGNATURE);
        }
    }

    /** A statement of one type under the name of another, its body unchanged. */
    private record Retagged(MessageType type, Statement original) implements Statement {
        @Override
        public void encode(Encoder to) {
            original.encode(to);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aSignatureHoldsForNoOtherType(Message message) {
        SignatureChecks checks = new SignatureChecks(GROUP.keyring, KnownGroup.DOMAIN, 0);
        for (MessageType type : MessageType.values()) {
            Bytes signature = GROUP.signature(2, new Retagged(type, message));
            assertThat(checks.isReplicas(2, message, signature)).isEqualTo(type == message.type());
        }
    }

    @Test
    void aPrepareDoesNotPassForACommitOrAProposal() {
        PrePrepare proposal = new PrePrepare(Samples.VIEW, SAMPLES.batch());
        Prepare prepare = new Prepare(Samples.VIEW, Samples.SEQUENCE, proposal.digest());
        Commit commit = new Commit(Samples.VIEW, Samples.SEQUENCE, proposal.digest());
        Bytes signature = GROUP.signature(2, prepare);
        assertRefused(new Signed<>(2, commit, signature), Refusal.BAD_SIGNATURE);
        assertRefused(new Signed<>(2, proposal, signature), Refusal.BAD_SIGNATURE);
    }

    @Test
    void aVoteHoldsForNoOtherSlot() {
        Bytes signature = GROUP.signature(2, new Commit(5, 6, Samples.DIGEST));
        assertRefused(new Signed<>(2, new Commit(6, 6, Samples.DIGEST), signature), Refusal.BAD_SIGNATURE);
        assertRefused(new Signed<>(2, new Commit(5, 7, Samples.DIGEST), signature), Refusal.BAD_SIGNATURE);
        assertRefused(new Signed<>(2, new Commit(5, 6, Samples.OTHER_DIGEST), signature), Refusal.BAD_SIGNATURE);
    }

    @Test
    void aClientsRequestIsAccepted() {
        SignedRequest request = SAMPLES.signedRequest(1);
        assertThat(authenticator.authenticate(request))
                .isEqualTo(new Authentication.Accepted<>(new VerifiedRequest(request)));
    }

    @Test
    void aRequestOfAClientOutsideTheGroupIsRefused() {
        RequestSigner stranger = new RequestSigner(GROUP.stranger);
        Request request = SAMPLES.request(1);
        Request strangers = new Request(
                request.domain(),
                new RequestId(stranger.client(), 1),
                request.actionHash(),
                request.terms(),
                request.validity(),
                request.toolDefinition());
        assertRefused(stranger.sign(strangers, Samples.action(1)), Refusal.UNKNOWN_CLIENT);
    }

    @Test
    void aRequestOfAnotherEpochOrGroupIsRefused() {
        Request request = SAMPLES.request(1);
        for (Domain domain : List.of(KnownGroup.OTHER_EPOCH, KnownGroup.OTHER_GROUP)) {
            Request elsewhere = new Request(
                    domain,
                    request.id(),
                    request.actionHash(),
                    request.terms(),
                    request.validity(),
                    request.toolDefinition());
            assertRefused(GROUP.requests.sign(elsewhere, Samples.action(1)), Refusal.OTHER_DOMAIN);
        }
    }

    @Test
    void aRequestWithAnotherActionOrSignatureIsRefused() {
        SignedRequest request = SAMPLES.signedRequest(1);
        SignedRequest second = SAMPLES.signedRequest(2);
        assertThat(authenticator.authenticate(request)).isInstanceOf(Authentication.Accepted.class);
        assertRefused(new SignedRequest(request.request(), request.signature(), second.action()), Refusal.OTHER_ACTION);
        assertRefused(
                new SignedRequest(request.request(), second.signature(), request.action()),
                Refusal.BAD_REQUEST_SIGNATURE);
        assertRefused(
                new SignedRequest(request.request(), resized(request.signature(), 65), request.action()),
                Refusal.BAD_REQUEST_SIGNATURE);
    }

    @Test
    void aReplicasSignatureIsNoClients() {
        Request request = SAMPLES.request(1);
        SignedRequest.Root root =
                new SignedRequest.Root(SAMPLES.signedRequest(1).root().orElseThrow());
        Bytes signature = GROUP.signature(0, root);
        assertRefused(new SignedRequest(request, signature, Samples.action(1)), Refusal.BAD_REQUEST_SIGNATURE);
    }
}
