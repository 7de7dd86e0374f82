package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Signed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A peer that sends faster than a replica reads. */
class FloodedReplicaTest {
    private static final int FLOODED = 0;
    private static final int FLOODING = 2;

    /** More than may wait of one sender. */
    private static final int FLOOD = 20_000;

    private final TestGroup group = new TestGroup();

    @Test
    void whatIsAboveTheBoundIsDroppedAndNobodyElseIsShutOut() throws Exception {
        CompletableFuture<Signed<?>> stale = new CompletableFuture<>();
        AtomicBoolean stall = new AtomicBoolean();
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch flooded = new CountDownLatch(1);
        try (TestRun run = new TestRun(group, group.seatsInMemory(), (replica, sent) -> {
            if (replica == FLOODING) {
                stale.complete(sent);
            }
            if (replica == FLOODED && stall.compareAndSet(true, false)) {
                stalled.countDown();
                await(flooded);
            }
        })) {
            assertThat(outcome(run.desk().submit(TestGroup.question(1)))).isEqualTo(Outcome.APPROVED);
            assertThat(run.set().overflow()).isZero();

            stall.set(true);
            CompletableFuture<DecidedEntry> during = run.desk().submit(TestGroup.question(2));
            await(stalled);
            Signed<?> message = stale.get(60, TimeUnit.SECONDS);
            for (int i = 0; i < FLOOD; i++) {
                run.network().send(FLOODING, FLOODED, message);
            }
            long dropped = run.set().overflow();
            flooded.countDown();

            assertThat(dropped).isBetween(1L, (long) FLOOD);
            assertThat(outcome(during)).isEqualTo(Outcome.APPROVED);
            assertThat(outcome(run.desk().submit(TestGroup.question(3)))).isEqualTo(Outcome.APPROVED);
            assertThat(run.halts()).isEmpty();
        }
    }

    private static Outcome outcome(CompletableFuture<DecidedEntry> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS).entry().outcome();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
