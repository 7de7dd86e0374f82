package io.tetrarch.embedded;

import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Signed;

/** Breaks replicas of a cluster from within, as over a broken invariant; for the tests of other modules too. */
public final class BreaksInTurn {
    private BreaksInTurn() {}

    /** @param breaker called by each replica in its turn; what it throws halts that replica */
    public static EmbeddedClusterBuilder by(ClusterObserver breaker, EmbeddedClusterBuilder builder) {
        return builder.inTurn(new InTurn() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                breaker.onSent(replica, message);
            }

            @Override
            public void onExecuted(Executed executed) {
                breaker.onExecuted(executed);
            }
        });
    }
}
