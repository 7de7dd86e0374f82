package io.tetrarch.crypto.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Nothing is verified twice while it is remembered, and forgetting changes no answer. */
class MemoryTest {
    private static final KnownGroup GROUP = new KnownGroup();
    private static final Samples SAMPLES = new Samples(GROUP);

    private static void assertAccepted(Authentication<?> authentication) {
        assertThat(authentication).isInstanceOf(Authentication.Accepted.class);
    }

    @Test
    void requestsAndVerdictsSeenBeforeCostNothingInsideABatch() {
        Authenticator authenticator = GROUP.authenticator();
        assertAccepted(authenticator.authenticate(SAMPLES.signedRequest(1)));
        for (int replica = 0; replica < 3; replica++) {
            assertAccepted(authenticator.authenticate(GROUP.signed(replica, SAMPLES.verdicts())));
        }
        assertThat(authenticator.signaturesVerified()).isEqualTo(4);
        PrePrepare proposal = new PrePrepare(Samples.VIEW, Samples.batch(SAMPLES.decision(1)));
        assertAccepted(authenticator.authenticate(GROUP.signed(Samples.LEADER, proposal)));
        assertThat(authenticator.signaturesVerified()).isEqualTo(5);
        assertThat(authenticator.signaturesRemembered()).isEqualTo(1);
    }

    @Test
    void votesSeenBeforeCostNothingInsideACertificate() {
        Authenticator authenticator = GROUP.authenticator();
        for (int replica = 1; replica < 4; replica++) {
            assertAccepted(authenticator.authenticate(
                    GROUP.signed(replica, SAMPLES.checkpoints().checkpoint())));
        }
        assertAccepted(authenticator.authenticate(GROUP.signed(0, new Stable(SAMPLES.checkpoints()))));
        assertThat(authenticator.signaturesVerified()).isEqualTo(4);
        assertThat(authenticator.signaturesRemembered()).isEqualTo(3);
    }

    @Test
    void aBadSignatureIsVerifiedEveryTimeAndNeverRemembered() {
        Authenticator authenticator = GROUP.authenticator();
        SignedRequest bad =
                new SignedRequest(SAMPLES.request(1), SAMPLES.signedRequest(2).signature(), Samples.action(1));
        for (int round = 1; round <= 3; round++) {
            assertThat(authenticator.authenticate(bad)).isInstanceOf(Authentication.Refused.class);
            assertThat(authenticator.signaturesVerified()).isEqualTo(round);
        }
    }

    @Test
    void withoutMemoryEverythingIsVerifiedAnewWithTheSameAnswers() {
        Authenticator forgetful = new Authenticator(GROUP.keyring, KnownGroup.DOMAIN, 0);
        for (Message message : SAMPLES.all()) {
            assertAccepted(forgetful.authenticate(GROUP.signed(1, message)));
            assertAccepted(forgetful.authenticate(GROUP.signed(1, message)));
        }
        assertThat(forgetful.signaturesRemembered()).isZero();
    }

    @Test
    void theMemoryKeepsToItsBoundAndForgetsTheOldestHalf() {
        Remembered<Integer, Integer> memory = new Remembered<>(100);
        for (int i = 0; i < 10_000; i++) {
            memory.put(i, i);
            assertThat(memory.size()).isLessThanOrEqualTo(100);
            assertThat(memory.get(i)).isEqualTo(i);
            assertThat(memory.get(Math.max(0, i - 49))).isNotNull();
        }
        assertThat(memory.get(9_000)).isNull();
    }

    @Test
    void manyThreadsGetTheSameAnswers() throws InterruptedException, ExecutionException {
        Authenticator shared = new Authenticator(GROUP.keyring, KnownGroup.DOMAIN, 16);
        Callable<Void> all = () -> {
            for (Message message : SAMPLES.all()) {
                Signed<Message> signed = GROUP.signed(1, message);
                assertAccepted(shared.authenticate(signed));
                assertThat(shared.authenticate(new Signed<>(2, message, signed.signature())))
                        .isInstanceOf(Authentication.Refused.class);
            }
            return null;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(List.of(all, all, all, all))) {
                done.get();
            }
        }
    }

    @Test
    void signersCountTheirSignatures() {
        MessageSigner signer = new MessageSigner(GROUP.replicas.getFirst(), KnownGroup.DOMAIN);
        signer.sign(SAMPLES.verdicts());
        signer.sign(SAMPLES.chunk());
        assertThat(signer.signaturesMade()).isEqualTo(2);
        RequestSigner client = new RequestSigner(GROUP.client);
        client.sign(SAMPLES.request(1), Samples.action(1));
        assertThat(client.signaturesMade()).isEqualTo(1);
    }
}
