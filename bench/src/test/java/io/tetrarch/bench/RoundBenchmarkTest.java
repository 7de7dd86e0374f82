package io.tetrarch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.bench.RoundReport.Row;
import io.tetrarch.bench.RoundReport.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundBenchmarkTest {
    @Test
    void everyRowIsMeasuredAndTheFloorIsThatOfItsSignatures() throws Exception {
        List<String> progress = new ArrayList<>();
        RoundBenchmark.Settings settings = new RoundBenchmark.Settings(
                Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(200), RoundCharter.small());
        RoundReport report = new RoundBenchmark(settings, progress::add).run();

        assertThat(report.rows())
                .extracting(Row::storage)
                .containsExactly(
                        Storage.MEMORY,
                        Storage.MEMORY,
                        Storage.MEMORY,
                        Storage.DURABLE,
                        Storage.DURABLE,
                        Storage.DURABLE);
        assertThat(report.rows()).extracting(Row::callers).containsExactly(1, 16, 256, 1, 16, 256);
        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.latency().p99Micros())
                    .isGreaterThanOrEqualTo(row.latency().p50Micros());
            assertThat(row.decisionsPerSecond()).isPositive();
            assertThat(row.ratioToFloor()).isPositive();
            // a check runs in every step, so it must have been timed; how dear it is depends on the machine
            assertThat(row.cpu().checksPercent()).isPositive().isLessThan(100);
        });
        // 13 in a full round: the client, and per replica a verdict, a pre-prepare or prepare, and a commit
        assertThat(report.floor().signatures()).isBetween(10.0, 30.0);
        assertThat(report.floor().verifications()).isBetween(15.0, 80.0);
        assertThat(report.disk().syncMicros()).isPositive();
        assertThat(report.disk().reopenMillis()).isPositive();
        assertThat(report.floor().apartPerSecond()).isPositive();
        // memory outside the heap is taken in large pieces: a short run may take none between the two looks at it
        assertThat(report.kept().offHeapBytes()).isNotNegative();
        assertThat(progress).hasSize(9);
        assertThat(report.json().members())
                .containsKeys(
                        "charter",
                        "floorMicros",
                        "apartPerSecond",
                        "signatures",
                        "verifications",
                        "heapBytesPerDecision",
                        "offHeapBytesPerDecision",
                        "rows");
    }
}
