package io.tetrarch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A receipt says how the action ended, not how its runner returned; and what the action came to is never lost. */
@Timeout(60)
class RunsEndTest {
    private EmbeddedCluster gate;
    private Action report;
    private Decision approval;

    @BeforeEach
    void decide() throws Exception {
        gate = EmbeddedCluster.builder().open();
        report = Action.parse(
                "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}"
                        .getBytes(StandardCharsets.UTF_8));
        approval = gate.decide(report);
    }

    @AfterEach
    void close() throws IOException {
        gate.close();
    }

    @Test
    void aStageThatIsReturnedHasItsReceiptWhenItCompletes() throws Exception {
        CompletableFuture<String> tool = new CompletableFuture<>();
        try (GuardedExecutor executor = gate.executor()) {
            Execution<CompletionStage<String>> begun = executor.run(report, approval.proof(), action -> tool);
            assertThat(begun).isEqualTo(new Execution.Ran<>(tool));
            assertThat(stage(executor)).isEqualTo(new Stage.Running());

            tool.completeExceptionally(new IOException("half-way"));
            assertThat(ending(executor)).isEqualTo(new Ending.Failed());
        }
    }

    @Test
    void aFutureThatIsReturnedHasItsReceiptWhenItIsDone() throws Exception {
        FutureTask<String> tool = new FutureTask<>(() -> "done");
        try (GuardedExecutor executor = gate.executor()) {
            Execution<Future<String>> begun = executor.run(report, approval.proof(), action -> tool);
            assertThat(begun).isEqualTo(new Execution.Ran<>(tool));
            assertThat(stage(executor)).isEqualTo(new Stage.Running());

            tool.run();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (stage(executor).equals(new Stage.Running()) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(ending(executor)).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void whatRunsAsynchronouslyIsDoneWhenItsReceiptIsWritten() throws Exception {
        CompletableFuture<String> tool = new CompletableFuture<>();
        try (GuardedExecutor executor = gate.executor()) {
            CompletableFuture<Execution<String>> ended =
                    executor.runAsync(report, approval.proof(), action -> tool).toCompletableFuture();
            assertThat(ended).isNotDone();
            tool.complete("done");

            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(new Execution.Ran<>("done"));
            assertThat(ending(executor)).isEqualTo(new Ending.Exited(0));
            assertThat(executor.runAsync(report, approval.proof(), action -> tool)
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS))
                    .isInstanceOf(Execution.NotRun.class);
        }
    }

    @Test
    void whatFailsToBeginAsynchronouslyHasFailed() throws Exception {
        try (GuardedExecutor executor = gate.executor()) {
            CompletableFuture<Execution<String>> ended = executor.<String>runAsync(report, approval.proof(), action -> {
                        throw new IOException("cannot begin");
                    })
                    .toCompletableFuture();
            assertThatThrownBy(() -> ended.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("cannot begin");
            assertThat(ending(executor)).isEqualTo(new Ending.Failed());
        }
    }

    @Test
    void whereThereIsNoRunnerNothingIsBurned() throws Exception {
        try (GuardedExecutor executor = gate.executor()) {
            assertThatThrownBy(() -> executor.run(report, approval.proof(), none()))
                    .isInstanceOf(NullPointerException.class);
            assertThat(executor.receipts().find(approval.requestId())).isEmpty();
            assertThat(executor.run(report, approval.proof(), action -> "ran")).isEqualTo(new Execution.Ran<>("ran"));
        }
    }

    @SuppressWarnings("NullAway") // what a caller that is not checked may do
    private static ActionRunner<String, RuntimeException> none() {
        return null;
    }

    @Test
    void anEndThatCannotBeWrittenKeepsTheResultAndIsNoFailureToBegin() throws Exception {
        try (GuardedExecutor executor = executor(new Odd(false))) {
            assertThatThrownBy(() -> executor.run(report, approval.proof(), action -> "precious"))
                    .isInstanceOfSatisfying(
                            RunFailure.EndUnwritten.class,
                            failure -> assertThat(failure.result()).contains("precious"));
        }
        try (GuardedExecutor executor = executor(new Odd(true))) {
            assertThatThrownBy(() -> executor.run(report, approval.proof(), action -> "never"))
                    .isInstanceOf(RunFailure.NotBegun.class)
                    .hasMessage("no space left");
        }
    }

    @Test
    void whatTheRunnerThrowsIsToldThoughItsEndCannotBeWritten() {
        try (GuardedExecutor executor = executor(new Odd(false))) {
            assertThatThrownBy(() -> executor.run(report, approval.proof(), action -> {
                        throw new IllegalStateException("the tool broke");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the tool broke")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed())
                            .hasAtLeastOneElementOfType(RunFailure.EndUnwritten.class));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void receiptsThatHaveArrivedAreNotKept() throws Exception {
        try (GuardedExecutor executor = gate.executor()) {
            for (int i = 0; i < 5; i++) {
                executor.run(report, gate.decide(report).proof(), action -> "ran");
                executor.receipts().awaitFiled();
            }
            assertThat(executor.receipts().underWay()).isZero();
        }
    }

    /** A journal on a full disk. */
    private static final class Odd implements ExecutionJournal {
        private final ExecutionJournal journal = ExecutionJournal.inMemory();
        private final boolean fromTheStart;

        Odd(boolean fromTheStart) {
            this.fromTheStart = fromTheStart;
        }

        @Override
        public Optional<Hold> begin(Begun begun) throws IOException {
            if (fromTheStart) {
                throw new IOException("no space left");
            }
            return journal.begin(begun).map(hold -> new Hold() {
                @Override
                public void ended(Receipt receipt) throws IOException {
                    throw new IOException("no space left");
                }

                @Override
                public void close() throws IOException {
                    hold.close();
                }
            });
        }

        @Override
        public void end(Receipt receipt) throws IOException {
            journal.end(receipt);
        }

        @Override
        public void file(RequestId request, long ledgerIndex) throws IOException {
            journal.file(request, ledgerIndex);
        }

        @Override
        public Optional<Run> find(RequestId request) throws IOException {
            return journal.find(request);
        }

        @Override
        public List<Run> unfiled() throws IOException {
            return journal.unfiled();
        }

        @Override
        public void close() throws IOException {
            journal.close();
        }
    }

    private GuardedExecutor executor(ExecutionJournal journal) {
        return new GuardedExecutor(
                "gate",
                () -> new ProofVerifier(gate.group(), Ed25519Provider.BEST.load()),
                journal,
                InstantSource.system(),
                receipt -> CompletableFuture.completedFuture(7L));
    }

    private Stage stage(GuardedExecutor executor) throws IOException {
        return executor.receipts().find(approval.requestId()).orElseThrow().stage();
    }

    private Ending ending(GuardedExecutor executor) throws IOException {
        return switch (stage(executor)) {
            case Stage.Ended ended -> ended.receipt().ending();
            case Stage.Filed filed -> filed.receipt().ending();
            case Stage.Running running -> throw new AssertionError("it still runs");
            case Stage.Lost lost -> throw new AssertionError("it is lost");
        };
    }
}
