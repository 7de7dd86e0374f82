package io.tetrarch.bench;

import io.tetrarch.gate.json.JsonArray;
import io.tetrarch.gate.json.JsonNumber;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What a round costs.
 *
 * @param provider what signed and verified
 * @param floorMicros CPU of one round's signatures and verifications: their counts for one caller, times what one of
 *     each took in the same run
 * @param signatures per decision with one caller
 * @param verifications per decision with one caller, those that were computed
 */
public record RoundReport(
        String provider, double floorMicros, double signatures, double verifications, List<Row> rows) {
    public RoundReport {
        rows = List.copyOf(rows);
    }

    /** Where the replicas keep their votes. */
    public enum Storage {
        MEMORY,
        /** Synced before each is sent. */
        DURABLE
    }

    /**
     * One measurement.
     *
     * @param callers that ask again as soon as they are answered
     * @param cpuMicrosPerDecision of the whole process
     * @param ratioToFloor of the latency that half of the decisions had
     */
    public record Row(
            Storage storage,
            int callers,
            Latency latency,
            double decisionsPerSecond,
            double cpuMicrosPerDecision,
            double ratioToFloor) {}

    /** From asking to a checked answer. */
    public record Latency(double p50Micros, double p99Micros) {}

    public JsonObject json() {
        return JsonObject.builder()
                .put("provider", provider)
                .put("floorMicros", rounded(floorMicros))
                .put("signatures", rounded(signatures))
                .put("verifications", rounded(verifications))
                .put(
                        "rows",
                        new JsonArray(
                                rows.stream().<JsonValue>map(RoundReport::json).toList()))
                .build();
    }

    private static JsonObject json(Row row) {
        return JsonObject.builder()
                .put("storage", row.storage().name().toLowerCase(Locale.ROOT))
                .put("callers", row.callers())
                .put("p50Micros", rounded(row.latency().p50Micros()))
                .put("p99Micros", rounded(row.latency().p99Micros()))
                .put("decisionsPerSecond", rounded(row.decisionsPerSecond()))
                .put("cpuMicrosPerDecision", rounded(row.cpuMicrosPerDecision()))
                .put("ratioToFloor", rounded(row.ratioToFloor()))
                .build();
    }

    /** Two decimals are more than the measurement can bear. */
    private static JsonNumber rounded(double value) {
        return new JsonNumber(Math.round(value * 100) / 100.0);
    }
}
