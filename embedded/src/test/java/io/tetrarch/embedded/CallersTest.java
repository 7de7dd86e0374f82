package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.node.replica.ReplicaState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a caller does with his own thread, or with an answer, the gate goes on for all others. */
@Timeout(120)
class CallersTest {
    private static final long SMALL_STACK_BYTES = 768 << 10;

    @TempDir
    private Path data;

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void whatDependsOnAnAnswerMayAskAgainAndWait() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().open()) {
            List<CompletableFuture<Decision>> second = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                second.add(gate.decideAsync(DecidingProcess.action("/tmp/first-" + i))
                        .thenApply(first -> decide(gate, "/tmp/second-" + number))
                        .toCompletableFuture());
            }
            for (CompletableFuture<Decision> each : second) {
                assertThat(each.get(60, TimeUnit.SECONDS).isApproved()).isTrue();
            }
        }
    }

    @Test
    void whatDependsOnAnAnswerMayTakeForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (EmbeddedCluster gate = EmbeddedCluster.builder().open()) {
            for (int i = 0; i < 8; i++) {
                var unused = gate.decideAsync(DecidingProcess.action("/tmp/hangs-" + i))
                        .thenAccept(decision -> await(never));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(gate.decideAsync(DecidingProcess.action("/tmp/goes-on-" + i))
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS)
                                .isApproved())
                        .isTrue();
            }
            never.countDown();
        }
    }

    @Test
    void aStageFailsWithTheReasonItself() throws Exception {
        EmbeddedCluster gate = EmbeddedCluster.builder().open();
        gate.close();
        CompletableFuture<Throwable> why = new CompletableFuture<>();
        var unused = gate.decideAsync(DecidingProcess.action("/tmp/late"))
                .whenComplete((decision, failure) -> why.complete(failure));

        assertThat(why.get(10, TimeUnit.SECONDS)).isInstanceOf(UndecidedException.class);
    }

    /** The first that asks reserves numbers for all, and lends its thread to replicas that write to their disks. */
    @Test
    void whoeverIsInterruptedAgainAndAgainTakesNobodyAlong() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            AtomicBoolean over = new AtomicBoolean();
            CountDownLatch interrupts = new CountDownLatch(200);
            Thread caller = Thread.ofPlatform().start(() -> {
                for (int i = 0; !over.get(); i++) {
                    try {
                        gate.decide(DecidingProcess.action("/tmp/interrupted-" + i));
                    } catch (InterruptedException e) {
                        interrupts.countDown();
                    } catch (Exception e) {
                        over.set(true);
                    }
                }
            });
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (interrupts.getCount() > 0 && !over.get() && System.nanoTime() < end) {
                caller.interrupt();
                Thread.onSpinWait();
            }
            assertThat(over).as("the gate failed the caller").isFalse();
            over.set(true);
            caller.interrupt();
            caller.join();

            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
            assertThat(gate.replicas()).extracting(ReplicaState::run).containsOnly(ReplicaState.Run.AT_WORK);
        }
    }

    @Test
    void aRunOfAnInterruptedCallerIsARunLikeAnyOther() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            Decision before = gate.decide(DecidingProcess.action("/tmp/before"));
            Decision during = gate.decide(DecidingProcess.action("/tmp/during"));
            Thread.currentThread().interrupt();
            try (GuardedExecutor executor = gate.executor()) {
                assertThat(executor.run(DecidingProcess.action("/tmp/before"), before.proof(), action -> "ran"))
                        .isEqualTo(new Execution.Ran<>("ran"));
                assertThat(Thread.interrupted()).isTrue();
                assertThat(executor.run(DecidingProcess.action("/tmp/during"), during.proof(), action -> {
                            Thread.currentThread().interrupt();
                            return "ran too";
                        }))
                        .isEqualTo(new Execution.Ran<>("ran too"));
                assertThat(Thread.interrupted()).isTrue();
            }
        }
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open();
                GuardedExecutor executor = gate.executor()) {
            assertThat(executor.receipts().unknownOutcomes()).isEmpty();
            assertThat(gate.ledger().size()).isEqualTo(4);
        }
    }

    /** What is on the stack of a caller that is nearly at its end must not be a replica. */
    @Test
    void aCallerWithoutRoomOnItsStackFailsAlone() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().open()) {
            gate.decide(DecidingProcess.action("/tmp/warm"));
            for (int i = 0; i < 4; i++) {
                FutureTask<Boolean> dive = new FutureTask<>(() -> isAnsweredFromBelow(gate));
                new Thread(null, dive, "deep", SMALL_STACK_BYTES + i * 1_000L).start();
                assertThat(dive.get()).isTrue();
            }
            assertThat(gate.replicas()).extracting(ReplicaState::run).containsOnly(ReplicaState.Run.AT_WORK);
            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
        }
    }

    private static boolean isAnsweredFromBelow(EmbeddedCluster gate) {
        AtomicBoolean answered = new AtomicBoolean();
        assertThatThrownBy(() -> dive(gate, 0, answered)).isInstanceOf(StackOverflowError.class);
        return answered.get();
    }

    /** Asks at the bottom, and a little higher, as long as there is no room for it. */
    private static int dive(EmbeddedCluster gate, int depth, AtomicBoolean answered) {
        if (depth < 0) {
            return depth;
        }
        try {
            return dive(gate, depth + 1, answered) - 1;
        } catch (StackOverflowError e) {
            if (!answered.get()) {
                decide(gate, "/tmp/deep");
                answered.set(true);
            }
            throw e;
        }
    }

    private static Decision decide(EmbeddedCluster gate, String path) {
        try {
            return gate.decide(DecidingProcess.action(path));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
