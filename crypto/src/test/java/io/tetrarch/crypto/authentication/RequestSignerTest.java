package io.tetrarch.crypto.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.VerifiedRequest;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a client signs together are each signed on their own. */
class RequestSignerTest {
    private static final KnownGroup GROUP = new KnownGroup();
    private static final Samples SAMPLES = new Samples(GROUP);

    private final RequestSigner signer = new RequestSigner(GROUP.client);
    private final Authenticator authenticator = GROUP.authenticator();

    private static RequestSigner.Unsigned unsigned(int number) {
        return new RequestSigner.Unsigned(SAMPLES.request(number), Samples.action(number));
    }

    private List<SignedRequest> signed(int count) {
        return signer.sign(IntStream.rangeClosed(1, count)
                .mapToObj(RequestSignerTest::unsigned)
                .toList());
    }

    private void assertRefused(SignedRequest request) {
        assertThat(authenticator.authenticate(request))
                .isEqualTo(new Authentication.Refused<VerifiedRequest>(Refusal.BAD_REQUEST_SIGNATURE));
    }

    private static SignedRequest with(SignedRequest signed, InclusionPath path) {
        return new SignedRequest(signed.request(), path, signed.signature(), signed.action());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64})
    void oneSignatureServesAllThatAreSignedTogether(int count) {
        List<SignedRequest> together = signed(count);
        assertThat(signer.signaturesMade()).isEqualTo(1);
        assertThat(together)
                .extracting(SignedRequest::request)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, count)
                        .mapToObj(SAMPLES::request)
                        .toList());
        for (SignedRequest each : together) {
            assertThat(authenticator.authenticate(each))
                    .isEqualTo(new Authentication.Accepted<>(new VerifiedRequest(each)));
        }
        assertThat(authenticator.signaturesVerified()).isEqualTo(1);
    }

    @Test
    void eachIsGoodWithoutTheOthers() {
        for (SignedRequest each : signed(7)) {
            Authenticator fresh = GROUP.authenticator();
            assertThat(fresh.authenticate(each)).isInstanceOf(Authentication.Accepted.class);
            assertThat(fresh.signaturesVerified()).isEqualTo(1);
        }
    }

    @Test
    void aRequestThatWasNotAmongThemIsRefused() {
        for (SignedRequest each : signed(5)) {
            Request another = SAMPLES.request(6);
            assertRefused(new SignedRequest(another, each.path(), each.signature(), Samples.action(6)));
        }
    }

    @Test
    void theWayOfAnotherIsRefused() {
        List<SignedRequest> together = signed(5);
        for (SignedRequest each : together) {
            for (SignedRequest other : together) {
                if (!each.equals(other)) {
                    assertRefused(with(each, other.path()));
                }
            }
        }
    }

    @Test
    void aWayThatIsNotAsLongAsItsTreeDemandsIsRefused() {
        SignedRequest first = signed(4).getFirst();
        List<Digest> longer = new ArrayList<>(first.path().hashes());
        longer.add(Digest.ZERO);
        assertRefused(with(first, new InclusionPath(0, 4, longer)));
        assertRefused(with(first, new InclusionPath(0, 4, longer.subList(0, 1))));
        assertRefused(with(first, new InclusionPath(4, 4, first.path().hashes())));
        assertRefused(with(first, new InclusionPath(-1, 4, first.path().hashes())));
        assertRefused(with(first, InclusionPath.ALONE));
    }

    @Test
    void whatCannotBeSignedTogetherIsNotSignedAtAll() {
        Request elsewhere = SAMPLES.request(2).in(KnownGroup.OTHER_EPOCH);
        assertThatThrownBy(() ->
                        signer.sign(List.of(unsigned(1), new RequestSigner.Unsigned(elsewhere, Samples.action(2)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signer.sign(
                        List.of(unsigned(1), new RequestSigner.Unsigned(SAMPLES.request(2), Samples.action(3)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signer.sign(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
