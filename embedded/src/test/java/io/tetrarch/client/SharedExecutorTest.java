package io.tetrarch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Execution.NotRun;
import io.tetrarch.client.Execution.Refusal;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gate has one executor, however many ask for it. */
class SharedExecutorTest {
    @TempDir
    Path data;

    private final AtomicInteger runs = new AtomicInteger();
    private Action report;

    @BeforeEach
    void write() throws Exception {
        report = Action.parse(
                "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private EmbeddedClusterBuilder gate(boolean stored) {
        return stored
                ? EmbeddedCluster.builder().storedIn(data)
                : EmbeddedCluster.builder().inMemory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProofRunsOnceByHoweverManyExecutors(boolean stored) throws Exception {
        try (EmbeddedCluster gate = gate(stored).open()) {
            Decision approval = gate.decide(report);
            try (GuardedExecutor one = gate.executor();
                    GuardedExecutor two = gate.executor()) {
                Stream.of(one, two, one).parallel().forEach(executor -> run(executor, approval));
            }
            try (GuardedExecutor later = gate.executor()) {
                assertThat(refusal(later, approval)).isEqualTo(Refusal.USED);
            }
        }
        assertThat(runs).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClosedExecutorRunsNothingAndTheOtherGoesOn(boolean stored) throws Exception {
        try (EmbeddedCluster gate = gate(stored).open();
                GuardedExecutor other = gate.executor()) {
            Decision approval = gate.decide(report);
            GuardedExecutor closed = gate.executor();
            closed.close();
            closed.close();

            assertThat(refusal(closed, approval)).isEqualTo(Refusal.CLOSED);
            assertThat(runs).hasValue(0);
            assertThat(other.run(report, approval.proof(), action -> runs.incrementAndGet()))
                    .isEqualTo(new Execution.Ran<>(1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withTheGateItsExecutorsAreClosed(boolean stored) throws Exception {
        EmbeddedCluster gate = gate(stored).open();
        GuardedExecutor executor = gate.executor();
        Decision approval = gate.decide(report);
        gate.close();

        assertThat(refusal(executor, approval)).isEqualTo(Refusal.CLOSED);
        assertThatThrownBy(gate::executor).isInstanceOf(IllegalStateException.class);
        executor.close();
        if (stored) {
            try (EmbeddedCluster next = gate(true).open();
                    GuardedExecutor free = next.executor()) {
                assertThat(free.run(report, approval.proof(), action -> runs.incrementAndGet()))
                        .isEqualTo(new Execution.Ran<>(1));
            }
        }
    }

    /** What it has begun it ends. */
    @Test
    void whatRunsWhileItsExecutorIsClosedKeepsItsResult() throws Exception {
        Decision approval;
        try (EmbeddedCluster gate = gate(true).open()) {
            approval = gate.decide(report);
            GuardedExecutor executor = gate.executor();
            Execution<String> ran = executor.run(report, approval.proof(), action -> {
                executor.close();
                return "done";
            });
            assertThat(ran).isEqualTo(new Execution.Ran<>("done"));
        }
        try (EmbeddedCluster gate = gate(true).open();
                GuardedExecutor executor = gate.executor()) {
            assertThat(executor.receipts().unknownOutcomes()).isEmpty();
            executor.receipts().awaitFiled();
            assertThat(gate.ledger().size()).isEqualTo(2);
        }
    }

    private void run(GuardedExecutor executor, Decision approval) {
        try {
            executor.run(report, approval.proof(), action -> runs.incrementAndGet());
        } catch (RunFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private Refusal refusal(GuardedExecutor executor, Decision approval) throws Exception {
        Execution<Integer> execution = executor.run(report, approval.proof(), action -> runs.incrementAndGet());
        assertThat(execution).isInstanceOf(NotRun.class);
        return ((NotRun<Integer>) execution).refusal();
    }
}
