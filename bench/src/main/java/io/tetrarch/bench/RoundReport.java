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
     * @param p50Micros from asking to a checked answer
     * @param cpuMicrosPerDecision of the whole process
     * @param ratioToFloor of {@code p50Micros}
     */
    public record Row(
            Storage storage,
            int callers,
            double p50Micros,
            double p99Micros,
            double decisionsPerSecond,
            double cpuMicrosPerDecision,
            double ratioToFloor) {}

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
                .put("p50Micros", rounded(row.p50Micros()))
                .put("p99Micros", rounded(row.p99Micros()))
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
