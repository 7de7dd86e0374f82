package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quota is counted over the ledger, whatever happened to the replicas in between. */
class QuotaRestartTest {
    @Test
    void aRestartGivesNobodyAFreshQuotaAndReceiptsUseNoneUp(@TempDir Path folder) throws Exception {
        try (EmbeddedCluster gate = open(folder);
                GuardedExecutor executor = gate.executor()) {
            for (int i = 0; i < 2; i++) {
                Decision approval = gate.decide(list(i));
                assertThat(approval.isApproved()).isTrue();
                executor.run(list(i), approval.proof(), action -> "done");
            }
            executor.receipts().awaitFiled();
        }
        try (EmbeddedCluster gate = open(folder)) {
            assertThat(gate.decide(list(2)).isApproved()).isTrue();
        }
        for (int i = 3; i < 5; i++) {
            try (EmbeddedCluster gate = open(folder)) {
                Decision denial = gate.decide(list(i));
                assertThat(denial.outcome()).isEqualTo(Outcome.DENIED);
                assertThat(denial.verdicts())
                        .filteredOn(vote -> vote.verdict().reasonCode().equals("quota-exceeded"))
                        .hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }

    private static EmbeddedCluster open(Path folder) throws Exception {
        try (InputStream in = CharterReader.class.getResourceAsStream(CharterReader.DEFAULT_FILE)) {
            String charter = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("version: 1", "version: 1\nquotas: [{decisions: 3, window: 7d}]");
            EmbeddedCluster gate = EmbeddedCluster.builder()
                    .storedIn(folder)
                    .charter(charter.getBytes(StandardCharsets.UTF_8))
                    .open();
            awaitAllCaughtUp(gate);
            return gate;
        }
    }

    /** A replica that is behind counts what it has executed, so it may let through what the others stop. */
    private static void awaitAllCaughtUp(EmbeddedCluster gate) throws Exception {
        LedgerArchive ledger = gate.ledger();
        if (ledger.size() == 0) {
            return;
        }
        long last = ledger.pieceWith(ledger.size() - 1)
                .orElseThrow()
                .batches()
                .getLast()
                .sequence();
        EpochChangeTest.awaitThat(
                "all replicas have executed " + last,
                () -> gate.replicas().stream()
                        .allMatch(state -> state.standing().executed() >= last));
    }

    private static Action list(int number) throws Exception {
        return Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"ls /tmp/" + number + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
