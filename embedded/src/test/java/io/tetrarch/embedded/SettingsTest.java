package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.GateSettings;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Digest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application says of how its gate works. */
@Timeout(60)
class SettingsTest {
    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    @Test
    void whatDependsOnAnAnswerRunsInTheAskersContext() throws Exception {
        GateSettings settings = GateSettings.DEFAULT.withContext(answer -> {
            String tenant = TENANT.get();
            return () -> {
                TENANT.set(tenant);
                try {
                    answer.run();
                } finally {
                    TENANT.remove();
                }
            };
        });
        try (EmbeddedCluster gate = EmbeddedCluster.builder().settings(settings).open()) {
            TENANT.set("a");
            CompletableFuture<String> seen = seen(gate);
            TENANT.set("b");
            CompletableFuture<String> other = seen(gate);
            TENANT.remove();

            assertThat(seen.get(30, TimeUnit.SECONDS)).isEqualTo("a");
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("b");
            assertThat(seen(gate).get(30, TimeUnit.SECONDS)).isEqualTo("none");
        }
    }

    /** Told before it is there, so that it runs where the answer comes. */
    private static CompletableFuture<String> seen(EmbeddedCluster gate) throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CompletableFuture<String> seen = gate.decideAsync(DecidingProcess.action("/tmp/context"))
                .thenApply(decision -> {
                    awaitQuietly(told);
                    String tenant = TENANT.get();
                    return tenant == null ? "none" : tenant;
                })
                .toCompletableFuture();
        told.countDown();
        return seen;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itsThreadsAreMadeByTheFactoryAsManyAsWereSaid() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Set<String> names = ConcurrentHashMap.newKeySet();
        GateSettings settings = GateSettings.DEFAULT.withWorkers(3).withThreads(task -> {
            made.incrementAndGet();
            return Thread.ofPlatform().daemon(true).name("mine").unstarted(() -> {
                names.add(Thread.currentThread().getName());
                task.run();
            });
        });
        try (EmbeddedCluster gate = EmbeddedCluster.builder().settings(settings).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/threads")).isApproved())
                    .isTrue();
        }
        assertThat(made.get()).as("one that is stuck is replaced").isGreaterThanOrEqualTo(3);
        assertThat(names).containsExactly("mine");
    }

    @Test
    void oneMoreThanTheWindowIsRefusedAtOnce() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder()
                .settings(GateSettings.DEFAULT.withWindow(1))
                .judges(judge -> new Held(judge, hold));
        try (EmbeddedCluster gate = builder.open()) {
            CompletableFuture<Decision> open =
                    gate.decideAsync(DecidingProcess.action("/tmp/first")).toCompletableFuture();

            assertThatThrownBy(() -> gate.decide(DecidingProcess.action("/tmp/second")))
                    .isInstanceOfSatisfying(
                            UndecidedException.class,
                            e -> assertThat(e.reason()).isEqualTo(UndecidedException.Reason.OVERLOADED))
                    .hasMessageContaining("a client may have 1 requests open");
            hold.countDown();
            assertThat(open.get(30, TimeUnit.SECONDS).outcome()).isNotNull();
        }
    }

    @Test
    void whatIsOutOfBoundsIsRefusedInALine() {
        assertThatThrownBy(() -> GateSettings.DEFAULT.withWorkers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers: expected from 1 to 256, found 0");
        assertThatThrownBy(() -> GateSettings.DEFAULT.withWindow(0)).hasMessage("window: expected at least 1, found 0");
        assertThatThrownBy(() -> GateSettings.DEFAULT.withGrace(Duration.ofSeconds(61)))
                .hasMessage("grace: expected from PT0S to PT1M, found PT1M1S");
        assertThat(GateSettings.DEFAULT.grace()).isEqualTo(Duration.ofSeconds(3));
    }

    /** Answers when it may. */
    private record Held(Judge judge, CountDownLatch until) implements Judge {
        @Override
        public String name() {
            return judge.name();
        }

        @Override
        public Digest policyDigest() {
            return judge.policyDigest();
        }

        @Override
        public Judgement judge(Case subject) {
            awaitQuietly(until);
            return judge.judge(subject);
        }
    }
}
