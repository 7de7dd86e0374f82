package io.tetrarch.bench;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.time.Duration;
import java.util.List;

/**
 * How long many threads took that decide and run at once, on a stored group.
 *
 * @param provider what signed and verified
 * @param rounds the wall time of each, in their order
 */
public record ThreadsReport(String provider, int threads, List<Duration> rounds) {
    public ThreadsReport {
        rounds = List.copyOf(rounds);
    }

    /** In milliseconds, of the median round. */
    public double medianMillis() {
        List<Double> sorted =
                rounds.stream().map(ThreadsReport::millis).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public JsonObject json() {
        return JsonObject.builder()
                .put("provider", provider)
                .put("storage", "durable")
                .put("threads", threads)
                .put("medianMillis", rounded(medianMillis()))
                .put(
                        "roundMillis",
                        new JsonArray(rounds.stream()
                                .<JsonValue>map(each -> rounded(millis(each)))
                                .toList()))
                .build();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static JsonNumber rounded(double value) {
        return new JsonNumber(Math.round(value * 10) / 10.0);
    }
}
