package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Status;
import org.junit.jupiter.api.Test;

/** L3: one liar among seven must not send a replica that lost its disk into a view that never comes. */
final class ReturnViewTest {
    private final Cluster cluster = new Cluster(7);

    @Test
    void aViewThatNobodyIsInDoesNotKeepTheReplicaOut() {
        cluster.disks.get(6).clear();
        cluster.timers.get(6).clear();
        cluster.start(6, false);
        cluster.receive(6, signed(1, new Status(1_000_000, true, 0, 0)));
        for (int n = 1; n <= 40; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
            cluster.tick();
        }
        assertThat(cluster.replicas.get(6).standing().view()).isBetween(1L, 10L);
    }
}
