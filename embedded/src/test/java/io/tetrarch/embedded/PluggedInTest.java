package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Signed;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users plug in costs an abstention or a line in the log, whatever it does; never a replica. */
@Timeout(120)
class PluggedInTest {
    /** What an observer or a judge may do instead of what it should. */
    enum Fault {
        THROWS {
            @Override
            void commit() {
                throw new IllegalStateException("broken");
            }
        },
        FAILS_AN_ASSERTION {
            @Override
            void commit() {
                throw new AssertionError("broken");
            }
        },
        OVERFLOWS_ITS_STACK {
            @Override
            void commit() {
                assertThat(deeper(0)).isNegative();
            }
        },
        INTERRUPTS_ITSELF {
            @Override
            void commit() {
                Thread.currentThread().interrupt();
            }
        };

        abstract void commit();

        private static int deeper(int depth) {
            return depth < 0 ? depth : deeper(depth + 1) - 1;
        }
    }

    private static void assertAllAtWork(EmbeddedCluster gate) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/on-" + i)).isApproved())
                    .isTrue();
        }
        assertThat(gate.replicas()).extracting(ReplicaState::run).containsOnly(ReplicaState.Run.AT_WORK);
    }

    @ParameterizedTest
    @EnumSource
    void anObserverThatIsBrokenStopsNoReplica(Fault fault) throws Exception {
        AtomicInteger told = new AtomicInteger();
        ClusterObserver broken = new ClusterObserver() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                told.incrementAndGet();
                fault.commit();
            }

            @Override
            public void onExecuted(Executed executed) {
                fault.commit();
            }
        };
        try (EmbeddedCluster gate = EmbeddedCluster.builder().observer(broken).open()) {
            assertAllAtWork(gate);
        }
        assertThat(told.get()).as("it is told of what comes after, too").isGreaterThan(10);
    }

    @Test
    void anObserverThatHangsHoldsUpNoReplica() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ClusterObserver hanging = new ClusterObserver() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
        };
        try (EmbeddedCluster gate = EmbeddedCluster.builder().observer(hanging).open()) {
            assertAllAtWork(gate);
        }
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anObserverHearsAllInOrderBeforeTheGateIsClosed() throws Exception {
        AtomicInteger executed = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ClusterObserver counting = new ClusterObserver() {
            @Override
            public void onExecuted(Executed what) {
                threads.add(Thread.currentThread());
                executed.addAndGet(what.batches().size());
            }
        };
        try (EmbeddedCluster gate = EmbeddedCluster.builder().observer(counting).open()) {
            assertAllAtWork(gate);
            for (int i = 0; i < 4; i++) {
                int replica = i;
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (gate.standings().get(replica).executed() < 5 && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            }
        }
        assertThat(executed).hasValue(20);
        assertThat(threads).hasSize(1);
    }

    @Test
    void anObserverThatIsGoneHearsNothing() throws Exception {
        AtomicInteger told = new AtomicInteger();
        try (EmbeddedCluster gate = EmbeddedCluster.builder().open()) {
            Observatory.Watch watch = gate.watch(new ClusterObserver() {
                @Override
                public void onSent(int replica, Signed<?> message) {
                    told.incrementAndGet();
                }
            });
            watch.close();
            assertAllAtWork(gate);
        }
        assertThat(told).hasValue(0);
    }

    /** A judge in the place of one replica's. */
    private record Odd(Judge judge, Fault fault, boolean whenNamed) implements Judge {
        @Override
        public String name() {
            return judge.name();
        }

        @Override
        public Digest policyDigest() {
            return judge.policyDigest();
        }

        @Override
        public String id() {
            if (whenNamed) {
                fault.commit();
            }
            return Judge.super.id();
        }

        @Override
        public Judgement judge(Case subject) {
            fault.commit();
            return judge.judge(subject);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJudgeThatIsBrokenCostsNoMoreThanItsVote(Fault fault) throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .judges(judge -> judge.name().equals("creative") ? new Odd(judge, fault, false) : judge)
                .open()) {
            assertAllAtWork(gate);
        }
    }

    /** What fails at saying who it is fails again when an abstention is given in its name. */
    @ParameterizedTest
    @EnumSource
    void aJudgeThatCannotSayWhoItIsCostsNoMoreThanItsVote(Fault fault) throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .judges(judge -> judge.name().equals("creative") ? new Odd(judge, fault, true) : judge)
                .open()) {
            assertAllAtWork(gate);
        }
    }

    @Test
    void aJudgeThatIsNobodyGetsNoSeat() {
        assertThatThrownBy(() -> EmbeddedCluster.builder()
                        .judges(judge -> judge.name().equals("creative") ? nobody() : judge)
                        .open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining("replica creative gets no such judge");
    }

    @SuppressWarnings("NullAway") // what a caller that is not checked may do
    private static Judge nobody() {
        return null;
    }

    @Test
    void anExecutorOfAnswersThatRunsInPlaceOrRefusesHoldsUpNobody() throws Exception {
        try (EmbeddedCluster inPlace =
                EmbeddedCluster.builder().answersOn(Runnable::run).open()) {
            Decision second = inPlace.decideAsync(DecidingProcess.action("/tmp/one"))
                    .thenApply(first -> decide(inPlace))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            assertThat(second.isApproved()).isTrue();
        }
        try (EmbeddedCluster refusing = EmbeddedCluster.builder()
                .answersOn(task -> {
                    throw new IllegalStateException("shut down");
                })
                .open()) {
            assertThat(refusing.decideAsync(DecidingProcess.action("/tmp/one"))
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS)
                            .isApproved())
                    .isTrue();
        }
    }

    private static Decision decide(EmbeddedCluster gate) {
        try {
            return gate.decide(DecidingProcess.action("/tmp/two"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
