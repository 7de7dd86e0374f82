package io.tetrarch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Execution.NotRun;
import io.tetrarch.client.Execution.Refusal;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.client.journal.FileJournal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run, as the journal and the ledger have it. */
class ReceiptsTest {
    @TempDir
    Path folder;

    private Action report;
    private int runs;

    @BeforeEach
    void write() throws Exception {
        report = Action.parse(
                "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRunPutsItsReceiptOnTheLedger() throws Exception {
        try (EmbeddedCluster gate = open()) {
            Decision approval = gate.decide(report);
            try (GuardedExecutor executor = gate.executor()) {
                executor.run(report, approval.proof(), action -> ++runs);
            }
            assertThat(receipts(gate)).singleElement().satisfies(receipt -> {
                assertThat(receipt.request()).isEqualTo(approval.requestId());
                assertThat(receipt.requestDigest()).isEqualTo(approval.request().digest());
                assertThat(receipt.warrant().actionHash()).isEqualTo(report.hash());
                assertThat(receipt.ending()).isEqualTo(new Ending.Exited(0));
            });
        }
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void aRunThatThrowsHasAReceiptThatSaysSo() throws Exception {
        try (EmbeddedCluster gate = open();
                GuardedExecutor executor = gate.executor()) {
            Decision approval = gate.decide(report);
            assertThatThrownBy(() -> executor.run(report, approval.proof(), action -> {
                        throw new IOException("half-way");
                    }))
                    .hasMessage("half-way");
            executor.receipts().awaitFiled();
            assertThat(receipts(gate))
                    .singleElement()
                    .satisfies(receipt -> assertThat(receipt.ending()).isEqualTo(new Ending.Failed()));
        }
    }

    @Test
    void aRunThatNobodyEndedIsOfUnknownOutcomeAtTheNextStartAndNeverRunsAgain() throws Exception {
        Decision approval;
        try (EmbeddedCluster gate = open();
                GuardedExecutor executor = gate.executor()) {
            approval = gate.decide(report);
            Admission admission = executor.admit(report, approval.proof());
            ((Admission.Admitted) admission).permit().close();
        }
        try (EmbeddedCluster gate = open();
                GuardedExecutor executor = gate.executor()) {
            assertThat(executor.receipts().unknownOutcomes()).singleElement().satisfies(run -> {
                assertThat(run.begun().request()).isEqualTo(approval.requestId());
                assertThat(run.stage()).isEqualTo(new Stage.Lost());
            });
            assertThat(refusal(executor.run(report, approval.proof(), action -> ++runs)))
                    .isEqualTo(Refusal.USED);
            executor.receipts().awaitFiled();
            assertThat(receipts(gate))
                    .singleElement()
                    .satisfies(receipt -> assertThat(receipt.ending()).isEqualTo(new Ending.Unknown()));
        }
        try (EmbeddedCluster gate = open();
                GuardedExecutor executor = gate.executor()) {
            assertThat(executor.receipts().unknownOutcomes()).isEmpty();
            assertThat(receipts(gate)).hasSize(1);
        }
        assertThat(runs).isZero();
    }

    @Test
    void aRunThatEndedWhileTheGateWasClosedIsFiledByTheNextStart() throws Exception {
        Permit permit;
        try (EmbeddedCluster gate = open();
                GuardedExecutor executor = gate.executor()) {
            Admission admission = executor.admit(report, gate.decide(report).proof());
            permit = ((Admission.Admitted) admission).permit();
        }
        try (EmbeddedCluster gate = open();
                GuardedExecutor executor = gate.executor()) {
            assertThat(stage(executor, permit)).isEqualTo(new Stage.Running());
            assertThat(executor.receipts().unknownOutcomes()).isEmpty();
        }
        try (permit) {
            permit.end(new Ending.Exited(3), Receipt.Output.NONE);
        }
        try (EmbeddedCluster gate = open();
                GuardedExecutor executor = gate.executor()) {
            assertThat(executor.receipts().unknownOutcomes()).isEmpty();
            executor.receipts().awaitFiled();
            assertThat(receipts(gate))
                    .singleElement()
                    .satisfies(receipt -> assertThat(receipt.ending()).isEqualTo(new Ending.Exited(3)));
            assertThat(stage(executor, permit)).isInstanceOf(Stage.Filed.class);
        }
    }

    @Test
    void aReceiptIsApprovedAndStillLetsNothingRun() throws Exception {
        try (EmbeddedCluster gate = open();
                GuardedExecutor executor = gate.executor()) {
            executor.run(report, gate.decide(report).proof(), action -> ++runs);
            executor.receipts().awaitFiled();
            DecisionEntry entry = decisions(gate).getLast();
            assertThat(entry.outcome()).isEqualTo(Outcome.APPROVED);

            Action receipt = Action.parse(entry.request().action().readOnlyArray());
            // asked for as an ordinary action it is denied; what the executor itself refuses is tested where it is
            // proven
            Decision asked = gate.decide(receipt);
            assertThat(asked.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(asked.verdicts())
                    .allMatch(vote -> vote.verdict().reasonCode().equals("not-a-receipt"));
        }
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void aRequestThatCannotBeBurnedIsNotRun() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("running"), "a file where the folder of marks should be");
        try (EmbeddedCluster gate = EmbeddedCluster.builder().inMemory().open();
                GuardedExecutor executor = new GuardedExecutor(
                        "gate",
                        () -> new ProofVerifier(gate.group(), Ed25519Provider.BEST.load()),
                        FileJournal.open(
                                folder.resolve("journal"),
                                inTheWay,
                                gate.group().id()),
                        InstantSource.system(),
                        receipt -> CompletableFuture.completedFuture(0L))) {
            Decision approval = gate.decide(report);
            assertThatThrownBy(() -> executor.run(report, approval.proof(), action -> ++runs))
                    .isInstanceOf(RunFailure.NotBegun.class);
            assertThat(executor.receipts().find(approval.requestId())).isEmpty();
        }
        assertThat(runs).isZero();
    }

    private EmbeddedCluster open() throws Exception {
        return EmbeddedCluster.builder().storedIn(folder.resolve("data")).open();
    }

    private static Stage stage(GuardedExecutor executor, Permit permit) throws IOException {
        return executor.receipts().find(permit.request()).map(Run::stage).orElseThrow();
    }

    private static Refusal refusal(Execution<?> execution) {
        return ((NotRun<?>) execution).refusal();
    }

    private static List<Receipt> receipts(EmbeddedCluster gate) throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        for (DecisionEntry entry : decisions(gate)) {
            if (Receipt.isOne(entry.request().action())) {
                receipts.add(Receipt.of(Action.parse(entry.request().action().readOnlyArray())));
            }
        }
        return receipts;
    }

    private static List<DecisionEntry> decisions(EmbeddedCluster gate) throws IOException {
        List<DecisionEntry> decisions = new ArrayList<>();
        long index = 0;
        while (index < gate.ledger().size()) {
            var piece = gate.ledger().pieceWith(index).orElseThrow();
            for (var batch : piece.batches()) {
                for (Entry entry : batch.entries()) {
                    decisions.add((DecisionEntry) entry);
                }
            }
            index = piece.endIndex();
        }
        return decisions;
    }
}
