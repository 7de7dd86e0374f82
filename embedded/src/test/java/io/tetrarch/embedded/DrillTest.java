package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class DrillTest {
    private static final int LEADER = 0;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    @TempDir
    Path folder;

    private EmbeddedClusterBuilder builder(boolean stored) {
        return stored ? EmbeddedCluster.builder().storedIn(folder) : EmbeddedCluster.builder();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOthersGoOnWithoutTheLeaderAndItCatchesUpWithItsVotes(boolean stored) throws Exception {
        try (EmbeddedCluster gate = builder(stored).open()) {
            long before = gate.decide(action("/tmp/before")).sequence();
            await(() -> executed(gate, LEADER) >= before);

            assertThat(gate.halt(LEADER)).isTrue();
            Decision meanwhile = gate.decide(action("/tmp/meanwhile"));
            assertThat(meanwhile.outcome()).isEqualTo(Outcome.APPROVED);
            assertThat(gate.replicas().get(LEADER).run()).isEqualTo(ReplicaState.Run.STOPPED);
            assertThat(gate.ledger().size()).isEqualTo(2);

            assertThat(gate.start(LEADER)).isTrue();
            assertThat(executed(gate, LEADER)).as("what its store says").isGreaterThanOrEqualTo(before);
            await(() -> executed(gate, LEADER) == executed(gate, 1));
            assertThat(gate.replicas()).noneMatch(ReplicaState::halted);
            Decision after = gate.decide(action("/tmp/after"));
            await(() -> executed(gate, LEADER) >= after.sequence());
            assertThat(gate.replicas()).noneMatch(ReplicaState::halted);
        }
        if (stored) {
            new OwnVotes().scan(folder, group());
        }
    }

    private io.tetrarch.proof.group.Group group() throws Exception {
        try (EmbeddedCluster gate = builder(true).open()) {
            return gate.group();
        }
    }

    @Test
    void withTwoHaltedNothingIsDecidedBeforeOneIsBack() throws Exception {
        try (EmbeddedCluster gate = builder(true).open()) {
            gate.halt(2);
            gate.halt(3);
            var waiting = gate.decideAsync(action("/tmp/x")).toCompletableFuture();
            assertThat(gate.halt(3)).isFalse();
            assertThat(gate.start(1)).isFalse();
            assertThat(waiting).isNotDone();

            gate.start(2);

            assertThat(waiting.get(120, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.APPROVED);
        }
    }

    @Test
    void aReplicaThatStoppedByItselfIsNotStartedAgain() throws Exception {
        InTurn breaker = new InTurn() {
            @Override
            public void onExecuted(Executed executed) {
                if (executed.replica() == 1) {
                    throw new IllegalStateException("broken");
                }
            }
        };
        try (EmbeddedCluster gate = EmbeddedCluster.builder().inTurn(breaker).open()) {
            gate.decide(action("/tmp/x"));
            await(() -> gate.replicas().get(1).run() == ReplicaState.Run.FAILED);

            assertThat(gate.halt(1)).isFalse();
            assertThat(gate.start(1)).isFalse();
            assertThat(gate.replicas().get(1).run()).isEqualTo(ReplicaState.Run.FAILED);
        }
    }

    @Test
    void aJudgementOfAHaltedReplicaIsGivenUp() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .judges(judge -> judge.name().equals("domain_expert") ? new Hanging(judge, asked, interrupted) : judge)
                .open()) {
            var waiting = gate.decideAsync(action("/tmp/x")).toCompletableFuture();
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

            gate.halt(3);

            assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.get(120, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.APPROVED);
        }
    }

    private record Hanging(Judge judge, CountDownLatch asked, CountDownLatch interrupted) implements Judge {
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
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return judge.judge(subject);
        }
    }

    private static long executed(EmbeddedCluster gate, int replica) {
        return gate.standings().get(replica).executed();
    }

    private static void await(BooleanSupplier condition) {
        long startNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - startNanos).as("nanoseconds waited").isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static Action action(String path) throws JsonRejected {
        return Action.parse(
                ("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"" + path + "\",\"bytes\":4096}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
