package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.SignedRequest;

/** What the tests of epochs share. K is 4 here, the window 8. */
abstract class EpochScene {
    final Cluster cluster = new Cluster(4);

    SignedRequest request(long number, String tier) {
        return cluster.request(cluster.domain(2), number, tier, cluster.now + 60_000);
    }

    void decide(long number, String tier) {
        cluster.submit(request(number, tier));
        cluster.settle();
    }

    void decide(int from, int to) {
        for (int n = from; n <= to; n++) {
            decide(n, "quorum");
        }
    }

    long epoch(int replica) {
        return cluster.domain(replica).epoch();
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            cluster.tick();
        }
    }

    void assertAllDecided(int count) {
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).as("replica %s", i).hasSize(count);
        }
    }

    boolean isVacant(int seat) {
        return cluster.replicas.get(1).configuration().epoch().vacant().contains(seat);
    }

    <M> M own(int replica, Class<M> kind) {
        return cluster.seen(replica, Effect.Broadcast.class).stream()
                .map(broadcast -> broadcast.message().message())
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
