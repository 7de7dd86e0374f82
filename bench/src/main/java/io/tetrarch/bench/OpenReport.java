package io.tetrarch.bench;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;

/**
 * What requests that stay open cost the others.
 *
 * @param heapBytesPerOpen live objects on the heap for each open request, client, four replicas and question together
 */
public record OpenReport(Setup setup, double heapBytesPerOpen, List<Round> rounds) {
    public OpenReport {
        rounds = List.copyOf(rounds);
    }

    /**
     * What was measured.
     *
     * @param provider what signed and verified
     * @param open requests that waited for a person
     * @param callers of ordinary decisions, that ask again as soon as they are answered
     * @param durable whether the replicas' votes were synced before they were sent
     */
    public record Setup(String provider, int open, int callers, boolean durable) {}

    /** One measurement of ordinary decisions. */
    public record Measure(double decisionsPerSecond, double p50Micros, double p99Micros) {
        static Measure of(Load.Result result) {
            return new Measure(
                    result.decisions() * 1e9 / result.elapsed().toNanos(),
                    result.percentileMicros(50),
                    result.percentileMicros(99));
        }
    }

    /** With the open requests, and without. */
    public record Round(Measure with, Measure without) {
        public double ratio() {
            return with.decisionsPerSecond() / without.decisionsPerSecond();
        }
    }

    /** Decisions a second with the open requests, to those without: the median of the rounds. */
    public double ratio() {
        List<Double> sorted = rounds.stream().map(Round::ratio).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public JsonObject json() {
        return JsonObject.builder()
                .put("provider", setup.provider())
                .put("storage", setup.durable() ? "durable" : "memory")
                .put("open", setup.open())
                .put("callers", setup.callers())
                .put("ratio", rounded(ratio()))
                .put("heapBytesPerOpen", rounded(heapBytesPerOpen))
                .put(
                        "rounds",
                        new JsonArray(
                                rounds.stream().<JsonValue>map(OpenReport::json).toList()))
                .build();
    }

    private static JsonObject json(Round round) {
        return JsonObject.builder()
                .put("ratio", rounded(round.ratio()))
                .put("with", json(round.with()))
                .put("without", json(round.without()))
                .build();
    }

    private static JsonObject json(Measure measure) {
        return JsonObject.builder()
                .put("decisionsPerSecond", rounded(measure.decisionsPerSecond()))
                .put("p50Micros", rounded(measure.p50Micros()))
                .put("p99Micros", rounded(measure.p99Micros()))
                .build();
    }

    private static JsonNumber rounded(double value) {
        return new JsonNumber(Math.round(value * 1000) / 1000.0);
    }
}
