package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S3, L3: a replica that lost its disk comes back when it is safe, whatever one faulty peer among seven tells it. */
final class ReadmissionTest {
    private final Cluster cluster = new Cluster(7);

    private List<Vote> votesOf(int replica) {
        return cluster.seen(replica, Effect.Broadcast.class).stream()
                .map(broadcast -> broadcast.message().message())
                .filter(Vote.class::isInstance)
                .map(Vote.class::cast)
                .toList();
    }

    private void loseTheDiskOf(int replica) {
        cluster.disks.get(replica).clear();
        cluster.timers.get(replica).clear();
        cluster.mail.clear();
        cluster.start(replica, false);
        cluster.forget();
    }

    private void report(int from, long executed) {
        cluster.receive(
                6,
                signed(
                        from,
                        new Reminder(6, cluster.challenges.get(6), executed, List.of(), Optional.empty(), List.of())));
    }

    @Test
    void aReportBeyondAllNumbersDoesNotHastenTheReturn() {
        loseTheDiskOf(6);
        report(1, Long.MAX_VALUE);
        for (int peer = 2; peer <= 5; peer++) {
            report(peer, 0);
        }
        SignedRequest request = cluster.request(1);
        cluster.receive(
                6,
                signed(
                        0,
                        new PrePrepare(
                                0,
                                Forge.batch(
                                        Forge.GENESIS,
                                        Forge.emptyLedger(),
                                        Forge.entry(
                                                request,
                                                io.tetrarch.pbft.message.Outcome.APPROVED,
                                                io.tetrarch.pbft.message.Answer.APPROVE,
                                                0,
                                                1,
                                                2,
                                                3,
                                                4)))));
        assertThat(votesOf(6)).isEmpty();
    }

    @Test
    void aReportThatNobodyCanReachDoesNotPutTheReturnOffForEver() {
        loseTheDiskOf(6);
        report(1, Long.MAX_VALUE / 2);
        for (int n = 1; n <= 40; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
            cluster.tick();
        }
        assertThat(hasReturned()).isTrue();
    }

    /** It announces itself for a view that it cannot have left before, where its votes count again. */
    private boolean hasReturned() {
        return cluster.seen(6, Effect.Broadcast.class).stream()
                .anyMatch(broadcast -> broadcast.message().message() instanceof ViewChange);
    }

    /** S4: the verdicts given before the loss are lost; a second, different one would be an equivocation. */
    @Test
    void silenceOnRequestsFromBeforeTheReturnSurvivesARestart() {
        SignedRequest old = cluster.request(1_000);
        loseTheDiskOf(6);
        for (int n = 1; n <= 40; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
            cluster.tick();
        }
        assertThat(hasReturned()).isTrue();
        cluster.restart(6);
        cluster.forget();
        cluster.submit(6, old);
        assertThat(cluster.seen(6, Effect.Judge.class)).isEmpty();
    }
}
