package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.LineageFile;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real processes, killed at each step of a change of their group, one after the other on one data folder; every so many
 * steps, or with {@code -Dsteps.each=1} at every one.
 */
@Timeout(600)
class KilledAtEachStepTest {
    private static final int EACH = Integer.getInteger("steps.each", 5);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aChangeIsMadeOrNotAndTheGroupGoesOn(SteppingProcess.Change change) throws Exception {
        Path data = folder.resolve("data");
        int kills = 0;
        for (int step = 1; killedAt(data, change, step); step += EACH) {
            kills++;
            check(data, change + " at step " + step);
        }
        check(data, change + ", made");
        assertThat(kills).isGreaterThan(20 / EACH);
    }

    /** Whether it came to that step. */
    private static boolean killedAt(Path data, SteppingProcess.Change change, int step) throws Exception {
        Process process = SteppingProcess.start(data, change, step);
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = out.readLine();
            assertThat(line).as("the process ended by itself").isIn(SteppingProcess.THERE, SteppingProcess.MADE);
            return line.equals(SteppingProcess.THERE);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void check(Path data, String when) throws Exception {
        try (EmbeddedCluster gate = EpochChangeTest.storedIn(data).open()) {
            assertThat(gate.notices()).as(when).isEmpty();
            assertThat(gate.decide(DecidingProcess.action("/tmp/check")).isApproved())
                    .as(when)
                    .isTrue();
            List<Group> groups = EpochChangeTest.audited(gate);
            assertThat(gate.group()).as(when).isEqualTo(groups.getLast());
            if (groups.size() > 1) {
                assertThat(LineageFile.read(
                                Files.readAllBytes(data.resolve("lineage.json")),
                                groups.getFirst(),
                                EpochChangeTest.SCHEME))
                        .as(when)
                        .isEqualTo(groups);
            }
        }
        try (Inspection inspection = Inspection.open(data, EpochChangeTest.SCHEME)) {
            assertThat(inspection.convictions()).as(when).isEmpty();
        }
    }
}
