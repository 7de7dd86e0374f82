package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.LineageFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed while their group changes, on one data folder. */
class KilledChangeTest {
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private final Map<Long, String> reported = new TreeMap<>();
    private int changes;

    @Test
    void aGroupThatIsKilledWhileItChangesGoesOnWhereItWas() throws Exception {
        Path data = folder.resolve("data");
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(data, 1 + random.nextInt(3), random.nextInt(30));
        }
        try (EmbeddedCluster gate = EpochChangeTest.builder().storedIn(data).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
            List<Group> groups = EpochChangeTest.audited(gate);

            assertThat(groups).hasSizeGreaterThan(changes);
            assertThat(gate.group()).isEqualTo(groups.getLast());
            assertThat(LineageFile.read(
                            Files.readAllBytes(data.resolve("lineage.json")),
                            groups.getFirst(),
                            EpochChangeTest.SCHEME))
                    .isEqualTo(groups);
            assertEachReportIsInTheLedgerOf(gate.ledger());
        }
    }

    /** Reads on until so many changes, and so many more reports, have come. */
    private void killAfter(Path data, int wanted, int more) throws IOException, InterruptedException {
        Process process = ChangingProcess.start(data);
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            int enough = changes + wanted;
            while (changes < enough) {
                note(out.readLine());
            }
            for (int i = 0; i < more; i++) {
                note(out.readLine());
            }
            // by its handle, which leaves open what it wrote: all of that was reported as well
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null && line.endsWith("."); line = out.readLine()) {
                note(line);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void note(String line) {
        assertThat(line).as("the process ended by itself").isNotNull();
        if (line.equals("changed.")) {
            changes++;
        } else if (line.contains(" ")) {
            int space = line.indexOf(' ');
            reported.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1, line.length() - 1));
        }
    }

    private void assertEachReportIsInTheLedgerOf(LedgerArchive ledger) throws IOException {
        for (Map.Entry<Long, String> each : reported.entrySet()) {
            LedgerArchive.Piece piece = ledger.pieceWith(each.getKey()).orElseThrow();
            List<Entry> entries = piece.batches().stream()
                    .flatMap(batch -> batch.entries().stream())
                    .toList();
            DecisionEntry entry = (DecisionEntry) entries.get((int) (each.getKey() - piece.firstIndex()));
            assertThat(entry.request().digest()).hasToString(each.getValue());
        }
    }
}
