package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.pbft.message.Signed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What no thread of a node may survive: nothing is decided any more, and whoever waits is told at once. */
class FailedNodeTest {
    @Test
    void anErrorInAReplicasTurnStopsTheNode() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        InTurn breaking = new InTurn() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                if (broken.get()) {
                    throw new OutOfMemoryError("in a test");
                }
            }
        };
        try (EmbeddedCluster gate = EmbeddedCluster.builder().inTurn(breaking).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/before")).isApproved())
                    .isTrue();
            broken.set(true);

            assertIsTold(gate.decideAsync(DecidingProcess.action("/tmp/during")).toCompletableFuture());
            broken.set(false);
            assertThatThrownBy(() -> gate.decide(DecidingProcess.action("/tmp/after")))
                    .isInstanceOfSatisfying(UndecidedException.class, FailedNodeTest::saysItIsClosed);
        }
    }

    private static void assertIsTold(CompletableFuture<Decision> asked) {
        assertThatThrownBy(() -> asked.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(UndecidedException.class, FailedNodeTest::saysItIsClosed);
    }

    private static void saysItIsClosed(UndecidedException undecided) {
        assertThat(undecided.reason()).isEqualTo(UndecidedException.Reason.CLOSED);
    }
}
