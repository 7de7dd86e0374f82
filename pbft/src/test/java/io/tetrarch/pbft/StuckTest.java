package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdicts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** L1 to L3: what one faulty replica or client might use to hold everyone up. */
final class StuckTest {
    private final Cluster cluster = new Cluster(4);

    private void decide(int from, int to) {
        for (int n = from; n <= to; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
    }

    private void pass(int ticks) {
        for (int i = 0; i < ticks; i++) {
            cluster.tick();
        }
    }

    /** Replica 2 alone can prove checkpoint 12, tells replica 3 of it, and falls silent: 3 must still adopt 8. */
    @Test
    void aCertificateThatNobodyElseHoldsDoesNotHideTheOneWithinReach() {
        cluster.delivers = letter -> !(letter.to() == 3 && letter.signed().message() instanceof Checkpoint)
                && !(letter.to() == 3 && letter.signed().message() instanceof Stable);
        decide(1, 8);
        assertThat(cluster.executed(3)).isEqualTo(8);
        assertThat(cluster.replicas.get(3).standing().lowWatermark()).isZero();
        cluster.delivers = letter ->
                letter.to() != 3 && !(letter.from() == 2 && letter.signed().message() instanceof Checkpoint);
        decide(9, 12);
        Checkpoint twelve = cluster.seen(2, Effect.Broadcast.class).stream()
                .map(broadcast -> broadcast.message().message())
                .filter(Checkpoint.class::isInstance)
                .map(Checkpoint.class::cast)
                .filter(checkpoint -> checkpoint.sequence() == 12)
                .findFirst()
                .orElseThrow();
        cluster.receive(3, signed(2, new Stable(Forge.stable(12, twelve.header(), twelve.stateRoot(), 0, 1, 2))));
        cluster.delivers = letter -> letter.from() != 2 && letter.to() != 2;
        pass(12);
        assertThat(cluster.executed(3)).isEqualTo(12);
    }

    /** The replicas that know the request owe its expiry; a leader that hears of it late must be able to give it. */
    @Test
    void aRequestThatReachesTheLeaderAfterItsDeadlineIsExpiredWithoutAViewChange() {
        SignedRequest request = cluster.request(1, "quorum", cluster.now + 100);
        cluster.submit(1, request);
        cluster.submit(2, request);
        cluster.settle();
        pass(6);
        assertThat(cluster.services.get(1).decided()).containsKey(request.id());
        assertThat(cluster.replicas.get(1).standing().view()).isZero();
    }

    /** A client that signs two bodies under one number must not be able to depose a leader with them. */
    @Test
    void twoBodiesUnderOneNumberDoNotForceAViewChange() {
        SignedRequest one = cluster.request(1);
        byte[] action = "{}".getBytes(StandardCharsets.UTF_8);
        SignedRequest other = new SignedRequest(
                new Request(
                        Cluster.DOMAIN,
                        one.id(),
                        Hash.sha3(action),
                        one.request().terms(),
                        new Validity(cluster.now, cluster.now + 60_000),
                        Optional.empty()),
                Bytes.EMPTY,
                Bytes.wrap(action));
        cluster.submit(0, other);
        for (int i = 1; i < 4; i++) {
            cluster.submit(i, one);
        }
        cluster.settle();
        pass(6);
        assertThat(cluster.services.get(1).decided()).hasSize(1);
        assertThat(cluster.replicas.get(1).standing().view()).isZero();
    }

    /** One that waits for a person is taken back: nobody has judged the second body of its number, and yet it is decided. */
    @Test
    void aWithdrawalIsDecidedInThePlaceOfWhatItTakesBack() {
        SignedRequest open = cluster.request(1, "quorum", cluster.now + 3_600_000);
        cluster.delivers = letter -> !(letter.signed().message() instanceof Verdicts verdicts
                && verdicts.verdicts().stream()
                        .anyMatch(verdict -> verdict.request().equals(open.digest())));
        for (int i = 0; i < 4; i++) {
            cluster.submit(i, open);
        }
        cluster.settle();
        assertThat(cluster.services.get(1).decided()).isEmpty();
        SignedRequest withdrawal = cluster.request(1, "withdraw", cluster.now + 60_000);
        for (int i = 0; i < 4; i++) {
            cluster.submit(i, withdrawal);
        }
        cluster.settle();
        pass(6);
        assertThat(cluster.services)
                .allSatisfy(service -> assertThat(service.decided()).containsOnlyKeys(open.id()));
        assertThat(cluster.replicas.get(1).standing().view()).isZero();
        cluster.submit(1, open);
        cluster.settle();
        assertThat(cluster.services.get(1).decided()).hasSize(1);
    }

    /** The others reach a new checkpoint in every interval; a replica far behind must still get to one. */
    @Test
    void aReplicaFarBehindRejoinsUnderSteadyLoad() {
        cluster.delivers = letter -> letter.to() != 3;
        decide(1, 12);
        cluster.delivers = letter -> true;
        for (int n = 13; n < 200; n += 4) {
            decide(n, n + 3);
            cluster.tick();
        }
        assertThat(cluster.executed(3)).isGreaterThan(150);
    }
}
