package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdicts;
import org.junit.jupiter.api.Test;

/** S4: what a replica may have judged and forgotten it does not judge again; and that does not last for ever. */
final class SilenceTest {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Cluster cluster = new Cluster(4);

    private void decide(int first, int last) {
        for (int n = first; n <= last; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
            cluster.tick();
        }
    }

    private long verdictsIn(int disk) {
        return cluster.disks.get(disk).stream()
                .filter(record ->
                        record instanceof Stored.Own own && own.message().message() instanceof Verdicts)
                .count();
    }

    private boolean judges(int replica, SignedRequest request) {
        cluster.forget();
        cluster.submit(replica, request);
        return !cluster.seen(replica, Effect.Judge.class).isEmpty();
    }

    private SignedRequest returned(long aheadMillis) {
        SignedRequest old = cluster.request(1_000, "quorum", cluster.now + HOUR_MILLIS);
        cluster.now += 1_000;
        cluster.disks.get(3).clear();
        cluster.timers.get(3).clear();
        cluster.mail.clear();
        cluster.ahead.put(3, aheadMillis);
        cluster.start(3, false);
        decide(1, 40);
        assertThat(cluster.disks.get(3)).anyMatch(record -> record instanceof Stored.Learning mark && mark.ended());
        return old;
    }

    /** Its clock is an hour ahead while it comes back from the loss of its disk: it cannot be sure later that it is right. */
    @Test
    void aClockThatWasAheadKeepsALearnerSilentForAsLong() {
        SignedRequest old = returned(HOUR_MILLIS);
        cluster.ahead.clear();
        cluster.tick();
        cluster.now += 2_000;
        assertThat(judges(3, cluster.request(1_001))).isFalse();
        cluster.now += HOUR_MILLIS;
        assertThat(judges(3, cluster.request(1_002))).isTrue();
        assertThat(judges(3, old)).isFalse();
    }

    /** Its clock falls back by an hour for a moment: what it may have judged before its loss, it does not judge again. */
    @Test
    void aClockThatFallsBehindDoesNotEndTheSilence() {
        SignedRequest old = returned(0);
        cluster.ahead.put(3, -HOUR_MILLIS);
        cluster.tick();
        cluster.ahead.clear();
        assertThat(judges(3, old)).isFalse();
    }

    /** Only one replica has been given the requests, and nobody brings them again. */
    @Test
    void verdictsOnWhatNobodyAsksForAnyMoreAreNotCarriedOnForEver() {
        for (int round = 0; round < 3; round++) {
            for (int n = 0; n < 20; n++) {
                cluster.submit(3, cluster.request(1_000 + 100L * round + n));
            }
            cluster.mail.clear();
            cluster.restart(3);
            cluster.now += HOUR_MILLIS;
            decide(10 * round + 1, 10 * round + 9);
            assertThat(verdictsIn(3)).as("round " + round).isLessThan(20);
        }
    }

    /** A request that comes back after a checkpoint finds the verdict that was given on it. */
    @Test
    void aVerdictOnWhatHasNotRunOutIsKept() {
        SignedRequest open = cluster.request(1_000, "quorum", cluster.now + HOUR_MILLIS);
        cluster.submit(3, open);
        cluster.mail.clear();
        cluster.restart(3);
        decide(1, 9);
        cluster.restart(3);
        decide(10, 19);
        assertThat(judges(3, open)).isFalse();
        cluster.submit(open);
        cluster.settle();
        assertThat(cluster.services.get(3).decided()).containsKey(open.id());
    }

    /** A client that has one replica judge much that lasts, again and again, does not fill its log. */
    @Test
    void ofVerdictsOnWhatLastsOnlySoManyAreKept() {
        int most = cluster.replicas.get(3).configuration().limits().pendingRequests();
        for (int round = 0; verdictsIn(3) <= most && round < 8; round++) {
            for (int n = 0; n <= most / 2; n++) {
                SignedRequest lasting =
                        cluster.request(100_000L * (round + 1) + n, "quorum", cluster.now + HOUR_MILLIS);
                cluster.submit(3, lasting);
            }
            cluster.mail.clear();
            cluster.restart(3);
        }
        assertThat(verdictsIn(3)).isGreaterThan(most);
        decide(1, 9);
        assertThat(verdictsIn(3)).isLessThan(most + 20L);
    }

    /** Short-lived requests were judged and given up; an earlier one that lasts comes to this replica only then. */
    @Test
    void whatLastsLongerThanAllThatWasGivenUpIsJudged() {
        SignedRequest lasting = cluster.request(999, "quorum", cluster.now + 5 * HOUR_MILLIS);
        cluster.now += 1;
        SignedRequest brief = cluster.request(1_000, "quorum", cluster.now + HOUR_MILLIS);
        cluster.submit(3, brief);
        cluster.mail.clear();
        cluster.restart(3);
        cluster.now += 2 * HOUR_MILLIS;
        decide(1, 9);
        cluster.restart(3);
        assertThat(judges(3, lasting)).isTrue();
    }

    /** What was given up could be contradicted: here it had run out by a clock that was wrong, and comes back. */
    @Test
    void whatWasJudgedBeforeAStartAndGivenUpIsNotJudgedAgain() {
        SignedRequest early = cluster.request(1_000, "quorum", cluster.now + HOUR_MILLIS);
        cluster.submit(3, early);
        cluster.mail.clear();
        cluster.now += 1;
        SignedRequest next = cluster.request(1_001, "quorum", cluster.now + 3 * HOUR_MILLIS);
        cluster.ahead.put(3, 2 * HOUR_MILLIS);
        cluster.restart(3);
        decide(1, 9);
        cluster.restart(3);
        cluster.ahead.clear();
        assertThat(judges(3, early)).isFalse();
        assertThat(judges(3, next)).isTrue();
    }
}
