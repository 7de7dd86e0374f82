package io.tetrarch.crypto.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Succession;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The end of an epoch is proven by that epoch's quorum, whoever passes the proof on. */
class SuccessionTest {
    private static final KnownGroup GROUP = new KnownGroup();
    private static final Bytes NEXT = Bytes.wrap("the next group".getBytes(StandardCharsets.UTF_8));
    private static final Checkpoint LAST = new Checkpoint(
            9, Hash.sha3(new byte[] {1}), Hash.sha3(new byte[] {2}), Optional.of(Hash.sha3(NEXT.toArray())));

    private final Authenticator authenticator = new Authenticator(GROUP.keyring, KnownGroup.DOMAIN);

    private static Succession succession(Domain ended, Signatures signatures, Bytes group) {
        return new Succession(ended, new CheckpointCertificate(LAST, signatures), group);
    }

    private static Signatures quorum() {
        return GROUP.signatures(LAST, 0, 1, 3);
    }

    private Authentication<Verified<Succession>> authenticate(Succession succession) {
        return authenticator.authenticate(new Signed<>(2, succession, Bytes.EMPTY));
    }

    @Test
    void itNeedsNoSignatureAroundIt() {
        Succession good = succession(KnownGroup.DOMAIN, quorum(), NEXT);
        assertThat(authenticate(good))
                .isEqualTo(new Authentication.Accepted<>(
                        new Verified<>(new Signed<>(2, good, Bytes.EMPTY), KnownGroup.DOMAIN)));
        assertThat(good.next()).isEqualTo(new Domain(Hash.sha3(NEXT.toArray()), KnownGroup.DOMAIN.epoch() + 1));
    }

    @Test
    void oneForgedSignatureSpoilsIt() {
        assertThat(authenticate(succession(KnownGroup.DOMAIN, GROUP.withForged(quorum(), 1), NEXT)))
                .isEqualTo(new Authentication.Refused<>(Refusal.BAD_CERTIFICATE));
    }

    @Test
    void anotherGroupFileThanTheOneThatWasSignedSpoilsIt() {
        assertThat(authenticate(succession(KnownGroup.DOMAIN, quorum(), Bytes.wrap(new byte[] {1}))))
                .isEqualTo(new Authentication.Refused<>(Refusal.BAD_CERTIFICATE));
    }

    @Test
    void theEndOfAnotherEpochMeansNothingInThisOne() {
        Domain other = new Domain(KnownGroup.DOMAIN.groupId(), KnownGroup.DOMAIN.epoch() + 1);
        assertThat(authenticate(succession(other, quorum(), NEXT)))
                .isEqualTo(new Authentication.Refused<>(Refusal.OTHER_DOMAIN));
    }
}
