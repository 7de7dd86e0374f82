package io.tetrarch.net.node;

import io.tetrarch.net.ops.NodeView;
import io.tetrarch.pbft.message.Status;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What peers said last of where they stand. For any thread. */
final class PeerStandings {
    private final AtomicReferenceArray<Optional<Said>> latest;

    private record Said(Status status, long atNanos) {}

    PeerStandings(int replicas) {
        latest = new AtomicReferenceArray<>(replicas);
        for (int i = 0; i < replicas; i++) {
            latest.set(i, Optional.empty());
        }
    }

    /** Its signature is not checked: the connection says whose word it is, and it is shown and nothing more. */
    void heard(int replica, Status status) {
        latest.set(replica, Optional.of(new Said(status, System.nanoTime())));
    }

    Optional<NodeView.Heard> of(int replica) {
        return latest.get(replica)
                .map(said -> new NodeView.Heard(
                        said.status.executed(),
                        said.status.learning(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - said.atNanos)));
    }
}
