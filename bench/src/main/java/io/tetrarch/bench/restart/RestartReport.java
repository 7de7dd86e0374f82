package io.tetrarch.bench.restart;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;

/** What it takes to open a group again. */
public record RestartReport(List<Heap> heaps, List<Opening> openings) {
    public RestartReport {
        heaps = List.copyOf(heaps);
        openings = List.copyOf(openings);
    }

    /** What callers ask, and how far from the latest checkpoint they stop. */
    public record Load(int callers, int actionBytes, int distance) {}

    /**
     * Heaps in megabytes of 2^20 bytes, in steps of {@link HeapSearch#STEP}.
     *
     * @param build whose classes ran
     * @param ran the smallest in which the load ran
     * @param reopened the smallest in which the folder that the load left opened and decided one more
     */
    public record Heap(String build, Load load, int ran, int reopened) {
        public double ratio() {
            return (double) reopened / ran;
        }
    }

    /**
     * How long opening took, as medians.
     *
     * @param build whose classes ran
     * @param entries of the ledger
     * @param firstMillis in a process that opens nothing before
     * @param againMillis later in the same process
     */
    public record Opening(String build, long entries, double firstMillis, double againMillis) {}

    public JsonObject json() {
        return JsonObject.builder()
                .put(
                        "heaps",
                        new JsonArray(heaps.stream()
                                .<JsonValue>map(RestartReport::json)
                                .toList()))
                .put(
                        "openings",
                        new JsonArray(openings.stream()
                                .<JsonValue>map(RestartReport::json)
                                .toList()))
                .build();
    }

    private static JsonObject json(Heap heap) {
        return JsonObject.builder()
                .put("build", heap.build())
                .put("callers", heap.load().callers())
                .put("actionBytes", heap.load().actionBytes())
                .put("sequencesSinceCheckpoint", heap.load().distance())
                .put("ranMegabytes", heap.ran())
                .put("reopenedMegabytes", heap.reopened())
                .put("ratio", rounded(heap.ratio()))
                .build();
    }

    private static JsonObject json(Opening opening) {
        return JsonObject.builder()
                .put("build", opening.build())
                .put("entries", opening.entries())
                .put("firstMillis", rounded(opening.firstMillis()))
                .put("againMillis", rounded(opening.againMillis()))
                .build();
    }

    private static JsonNumber rounded(double value) {
        return new JsonNumber(Math.round(value * 100) / 100.0);
    }
}
