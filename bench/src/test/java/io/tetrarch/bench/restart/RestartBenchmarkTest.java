package io.tetrarch.bench.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.bench.restart.RestartReport.Load;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartBenchmarkTest {
    private static final Build BUILD =
            Build.own(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));

    @Test
    void whatWasMeasuredIsTold() throws Exception {
        List<String> progress = new ArrayList<>();
        Load load = new Load(16, 100, 0);
        RestartReport report = new RestartBenchmark(
                        new RestartBenchmark.Settings(List.of(BUILD), List.of(load), List.of(100L), 1, 2),
                        progress::add)
                .run();

        assertThat(report.heaps()).singleElement().satisfies(heap -> {
            assertThat(heap.load()).isEqualTo(load);
            assertThat(heap.ran() % HeapSearch.STEP).isZero();
            assertThat(heap.ratio()).isBetween(0.05, 1.25);
        });
        assertThat(report.openings()).singleElement().satisfies(opening -> {
            assertThat(opening.entries()).isGreaterThanOrEqualTo(100);
            assertThat(opening.firstMillis()).isPositive();
            assertThat(opening.againMillis()).isPositive();
        });
        assertThat(progress).isNotEmpty();
        assertThat(report.json().members()).containsOnlyKeys("heaps", "openings");
    }
}
