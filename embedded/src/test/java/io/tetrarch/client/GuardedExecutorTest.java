package io.tetrarch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Execution.NotRun;
import io.tetrarch.client.Execution.Refusal;
import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.FileJournal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedExecutorTest {
    private final List<Action> ran = new ArrayList<>();
    private EmbeddedCluster gate;
    private Action report;
    private Decision approval;

    @BeforeAll
    void decide() throws Exception {
        gate = EmbeddedCluster.builder().open();
        report = write("/tmp/report.md");
        approval = gate.decide(report);
    }

    @AfterAll
    void close() throws IOException {
        gate.close();
    }

    @Test
    void anApprovedActionRunsOnceAndNeverAgain() throws Exception {
        try (GuardedExecutor executor = executor("gate", 0, ExecutionJournal.inMemory())) {
            assertThat(executor.run(report, approval.proof(), this::run)).isEqualTo(new Execution.Ran<>("done"));
            assertThat(refusal(executor, report, approval)).isEqualTo(Refusal.USED);
            assertThat(ran).containsExactly(report);
        }
    }

    @Test
    void aRequestBurnedBeforeARestartStaysBurned(@TempDir Path folder) throws Exception {
        try (GuardedExecutor executor = executor(
                "gate",
                0,
                FileJournal.open(folder.resolve("journal"), gate.group().id()))) {
            assertThatThrownBy(() -> executor.run(report, approval.proof(), action -> {
                        throw new IOException("half-way");
                    }))
                    .hasMessage("half-way");
        }
        try (GuardedExecutor executor = executor(
                "gate",
                0,
                FileJournal.open(folder.resolve("journal"), gate.group().id()))) {
            assertThat(refusal(executor, report, approval)).isEqualTo(Refusal.USED);
        }
    }

    @Test
    void anotherActionUnderTheSameApprovalDoesNotRun() throws Exception {
        try (GuardedExecutor executor = executor("gate", 0, ExecutionJournal.inMemory())) {
            assertThat(refusal(executor, write("/tmp/other.md"), approval)).isEqualTo(Refusal.NOT_PROVEN);
        }
    }

    @Test
    void anotherExecutorDoesNotRunIt() throws Exception {
        try (GuardedExecutor executor = executor("someone", 0, ExecutionJournal.inMemory())) {
            assertThat(refusal(executor, report, approval)).isEqualTo(Refusal.OTHER_EXECUTOR);
        }
    }

    @Test
    void afterItsDeadlineAnApprovalIsNone() throws Exception {
        try (GuardedExecutor executor = executor("gate", 366L * 86_400_000, ExecutionJournal.inMemory())) {
            assertThat(refusal(executor, report, approval)).isEqualTo(Refusal.NOT_NOW);
        }
    }

    @Test
    void beforeItsTimeAnApprovalIsNone() throws Exception {
        try (GuardedExecutor executor = executor("gate", -60_000, ExecutionJournal.inMemory())) {
            assertThat(refusal(executor, report, approval)).isEqualTo(Refusal.NOT_NOW);
        }
    }

    @Test
    void aDenialRunsNothing() throws Exception {
        Action wipe = Action.parse("{\"kind\":\"shell\",\"command\":\"rm -rf /\"}".getBytes(StandardCharsets.UTF_8));
        Decision denial = gate.decide(Submission.of(wipe));

        assertThat(denial.isApproved()).isFalse();
        try (GuardedExecutor executor = executor("gate", 0, ExecutionJournal.inMemory())) {
            assertThat(refusal(executor, wipe, denial)).isEqualTo(Refusal.NOT_APPROVED);
        }
    }

    @Test
    void whatCannotBeBurnedDoesNotRun() throws Exception {
        List<Action> before = List.copyOf(ran);
        try (GuardedExecutor executor = executor("gate", 0, new FullJournal())) {
            assertThatThrownBy(() -> executor.run(report, approval.proof(), this::run))
                    .isInstanceOf(RunFailure.NotBegun.class)
                    .hasMessage("no space left");
        }
        assertThat(ran).isEqualTo(before);
    }

    /** Though a quorum approved it, and whoever has it might show it as a leave to run. */
    @Test
    void aReceiptIsNoLeaveToRunAnything() throws Exception {
        try (GuardedExecutor executor = gate.executor()) {
            executor.run(report, gate.decide(report).proof(), action -> "done");
        }
        LedgerArchive ledger = gate.ledger();
        LedgerTree tree = LedgerTree.empty();
        for (long index = 0; index < ledger.size(); index++) {
            tree.append(entry(ledger, index).leafHash());
        }
        long last = ledger.size() - 1;
        LedgerArchive.Piece piece = ledger.pieceWith(last).orElseThrow();
        DecisionEntry receipt = (DecisionEntry) entry(ledger, last);
        DecisionProof proof = DecisionProof.of(
                gate.group(),
                receipt,
                TreeProofs.inclusion(tree, last, ledger.size()),
                piece.batches().getLast().header(),
                piece.certificate());
        Action action = Action.parse(receipt.request().action().toArray());
        assertThat(receipt.outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(Receipt.isOne(action)).isTrue();
        try (GuardedExecutor executor = executor("gate", 0, ExecutionJournal.inMemory())) {
            assertThat(executor.run(action, proof, this::run))
                    .isEqualTo(new NotRun<>(Refusal.NOT_RUNNABLE, "a receipt tells of a run and allows none"));
        }
    }

    /** It is done by the time its proof is there; a runner would be handed what it was never meant to do. */
    @Test
    void whatTheReplicasCarryOutIsForNoExecutor() throws Exception {
        Action state = Action.parse("{\"kind\":\"set_state\",\"key\":\"limit\",\"expectedVersion\":0,\"value\":\"5\"}"
                .getBytes(StandardCharsets.UTF_8));
        Decision approved = gate.decide(state);
        assertThat(approved.outcome()).isEqualTo(Outcome.APPROVED);
        List<Action> before = List.copyOf(ran);
        try (GuardedExecutor executor = executor("gate", 0, ExecutionJournal.inMemory())) {
            assertThat(refusal(executor, state, approved)).isEqualTo(Refusal.NOT_RUNNABLE);
        }
        assertThat(ran).isEqualTo(before);
    }

    private static Entry entry(LedgerArchive ledger, long index) throws IOException {
        LedgerArchive.Piece piece = ledger.pieceWith(index).orElseThrow();
        List<Entry> entries = piece.batches().stream()
                .flatMap(batch -> batch.entries().stream())
                .toList();
        return entries.get((int) (index - piece.firstIndex()));
    }

    /** Has room for nothing. */
    private static final class FullJournal implements ExecutionJournal {
        private final ExecutionJournal empty = ExecutionJournal.inMemory();

        @Override
        public Optional<Hold> begin(Begun begun) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public void end(Receipt receipt) {
            throw new AssertionError("nothing has begun");
        }

        @Override
        public void file(RequestId request, long ledgerIndex) {
            throw new AssertionError("nothing has begun");
        }

        @Override
        public Optional<Run> find(RequestId request) throws IOException {
            return empty.find(request);
        }

        @Override
        public List<Run> unfiled() throws IOException {
            return empty.unfiled();
        }

        @Override
        public void close() throws IOException {
            empty.close();
        }
    }

    private String run(Action action) {
        ran.add(action);
        return "done";
    }

    private Refusal refusal(GuardedExecutor executor, Action action, Decision decision) throws IOException {
        Execution<String> execution = executor.run(action, decision.proof(), this::run);
        assertThat(execution).isInstanceOf(NotRun.class);
        return ((NotRun<String>) execution).refusal();
    }

    /** An executor whose clock is wrong by so much. */
    private GuardedExecutor executor(String name, long aheadMillis, ExecutionJournal journal) {
        InstantSource time = () -> Instant.ofEpochMilli(System.currentTimeMillis() + aheadMillis);
        return new GuardedExecutor(
                name,
                () -> new ProofVerifier(gate.group(), Ed25519Provider.BEST.load()),
                journal,
                time,
                receipt -> CompletableFuture.completedFuture(7L));
    }

    private static Action write(String path) throws JsonRejected {
        return Action.parse(
                ("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"" + path + "\",\"bytes\":4096}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
