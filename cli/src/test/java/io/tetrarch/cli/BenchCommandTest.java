package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
    @Test
    void aTortureOfNoTimeIsRefused() {
        Invocation.of("torture", "--minutes", "0")
                .refusedWith("--minutes: expected more than 0 and at most 1440, found 0.0");
    }

    @Test
    void aRoundIsMeasuredInSixWaysAndOnlyTheFiguresAreOnStdout() throws JsonRejected {
        Invocation run = Invocation.of("bench", "round", "--seconds", "0.05", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("measuring: memory, 1 caller");
        JsonCursor json = run.json();
        assertThat(json.object().members().keySet())
                .contains(
                        "charter",
                        "floorMicros",
                        "signatures",
                        "verifications",
                        "heapBytesPerDecision",
                        "offHeapBytesPerDecision",
                        "syncMicros",
                        "durableToLeast",
                        "checksPercent",
                        "rows");
        List<JsonCursor> rows = json.member("rows").elements();
        assertThat(rows)
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.object().members().keySet())
                        .containsExactly(
                                "storage",
                                "callers",
                                "p50Micros",
                                "p99Micros",
                                "decisionsPerSecond",
                                "cpuMicrosPerDecision",
                                "checksPercent",
                                "ratioToFloor"));
        assertThat(rows.getFirst().member("storage").string()).isEqualTo("memory");
        assertThat(rows.getLast().member("storage").string()).isEqualTo("durable");
        assertThat(rows.getLast().member("callers").integer(256, 256)).isEqualTo(256);
    }

    @Test
    void aCharterThatIsNoneIsRefusedBeforeAnythingIsMeasured(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("charter.yaml"), "version: 1\n");
        Path none = folder.resolve("none");

        Invocation.of("bench", "round", "--charter", file.toString())
                .refusedWith(file + ":1:1: expected the key categories");
        Invocation.of("bench", "round", "--charter", none.toString()).refusedWith(none + ": no such file");
    }

    /** The person's answers are checked while it measures: one that does not come out as answered ends it. */
    @Test
    void openRequestsAreMeasuredByTurns() throws JsonRejected {
        Invocation run = Invocation.of("bench", "open", "--open", "40", "--rounds", "2", "--seconds", "0.05", "--json");

        assertThat(run.exitCode()).isZero();
        JsonCursor json = run.json();
        assertThat(json.member("open").integer(40, 40)).isEqualTo(40);
        assertThat(json.member("storage").string()).isEqualTo("memory");
        assertThat(json.object().members().keySet()).contains("ratio", "heapBytesPerOpen", "callers", "provider");
        assertThat(json.member("rounds").elements())
                .hasSize(2)
                .allSatisfy(round ->
                        assertThat(round.object().members().keySet()).containsExactly("ratio", "with", "without"));
    }

    @Test
    void moreThanAClientMayHaveOpenIsNotMeasured() {
        Invocation.of("bench", "open", "--open", "15001").refusedWith("--open: expected from 1 to 15000, found 15001");
        Invocation.of("bench", "open", "--rounds", "0").refusedWith("--rounds: expected from 1 to 100, found 0");
    }

    @Test
    void verifyingAProofIsMeasuredBesideItsSignatures() throws JsonRejected {
        Invocation run = Invocation.of("bench", "verify", "--proofs", "5", "--rounds", "3", "--warm-up", "1", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonCursor json = run.json();
        assertThat(json.member("roundRatios").elements()).hasSize(3);
        assertThat(json.member("proofs").integer(5, 5)).isEqualTo(5);
        Invocation.of("bench", "verify", "--proofs", "0").refusedWith("--proofs: expected from 1 to 10000, found 0");
    }

    @Test
    void threadsThatDecideAndRunAreMeasured() throws JsonRejected {
        Invocation run =
                Invocation.of("bench", "threads", "--threads", "20", "--rounds", "2", "--warm-up", "0", "--json");

        assertThat(run.exitCode()).isZero();
        JsonCursor json = run.json();
        assertThat(json.member("threads").integer(20, 20)).isEqualTo(20);
        assertThat(json.member("storage").string()).isEqualTo("durable");
        assertThat(json.member("roundMillis").elements()).hasSize(2);
        assertThat(json.object().members().keySet()).contains("medianMillis", "provider");
        Invocation.of("bench", "threads", "--threads", "0").refusedWith("--threads: expected from 1 to 10000, found 0");
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        Invocation.of("bench", "round", "--seconds", "0")
                .refusedWith("--seconds: expected more than 0 and at most 3600, found 0.0");
        Invocation.of("bench")
                .refusedWith(
                        "expected a command: round, restart, open, threads, verify, cluster, hook or mcp; see tetrarch"
                                + " bench --help");
    }
}
