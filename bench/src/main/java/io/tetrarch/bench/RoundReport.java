package io.tetrarch.bench;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What a round costs.
 *
 * @param checksPercent of the CPU time of all rounds measured, what the replicas spent in holding each step against the
 *     invariants of the core
 */
public record RoundReport(Setup setup, Floor floor, Kept kept, Disk disk, double checksPercent, List<Row> rows) {
    /**
     * What was measured.
     *
     * @param provider what signed and verified
     * @param charter what the replicas judged by
     */
    public record Setup(String provider, String charter) {}

    /** Syncs that one decision waits for, one after the other: verdict, pre-prepare, prepare, commit. */
    public static final int SYNCS_IN_A_ROW = 4;

    public RoundReport {
        rows = List.copyOf(rows);
    }

    /**
     * What its signatures alone cost, measured in the same run.
     *
     * @param cpuMicros CPU of one round's signatures and verifications: their counts for one caller, times what one of
     *     each takes
     * @param signatures per decision with one caller
     * @param verifications per decision with one caller, those that were computed
     * @param apartPerSecond requests a second, if all processors did nothing but sign each by itself and verify it at four
     *     replicas; requests that are signed together go beyond it
     */
    public record Floor(double cpuMicros, double signatures, double verifications, double apartPerSecond) {}

    /**
     * The latency that half of one caller's durable decisions had, to the least that they can have: the syncs that they wait
     * for, and the floor.
     */
    public double durableToLeast() {
        double least = SYNCS_IN_A_ROW * disk.syncMicros() + floor.cpuMicros();
        return rows.stream()
                        .filter(row -> row.storage() == Storage.DURABLE && row.callers() == 1)
                        .mapToDouble(row -> row.latency().p50Micros())
                        .sum()
                / least;
    }

    /**
     * What a cluster in memory keeps of each decision, the whole ledger included, measured with the most callers.
     *
     * @param heapBytes live objects on the heap
     * @param offHeapBytes outside it
     */
    public record Kept(double heapBytes, double offHeapBytes) {}

    /**
     * What the disk is like.
     *
     * @param syncMicros what it takes to make a small record durable, for four files at once
     * @param reopenMillis how long opening the cluster took after the durable measurements, with its recovery
     */
    public record Disk(double syncMicros, double reopenMillis) {}

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
     * @param ratioToFloor of the latency that half of the decisions had
     */
    public record Row(
            Storage storage, int callers, Latency latency, double decisionsPerSecond, Cpu cpu, double ratioToFloor) {}

    /**
     * CPU time of the whole process.
     *
     * @param checksPercent what the invariants of the core took of it, on all replicas
     */
    public record Cpu(double microsPerDecision, double checksPercent) {}

    /** From asking to a checked answer. */
    public record Latency(double p50Micros, double p99Micros) {}

    public JsonObject json() {
        return JsonObject.builder()
                .put("provider", setup.provider())
                .put("charter", setup.charter())
                .put("floorMicros", rounded(floor.cpuMicros()))
                .put("signatures", rounded(floor.signatures()))
                .put("verifications", rounded(floor.verifications()))
                .put("apartPerSecond", rounded(floor.apartPerSecond()))
                .put("heapBytesPerDecision", rounded(kept.heapBytes()))
                .put("offHeapBytesPerDecision", rounded(kept.offHeapBytes()))
                .put("syncMicros", rounded(disk.syncMicros()))
                .put("durableToLeast", rounded(durableToLeast()))
                .put("reopenMillis", rounded(disk.reopenMillis()))
                .put("checksPercent", rounded(checksPercent))
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
                .put("cpuMicrosPerDecision", rounded(row.cpu().microsPerDecision()))
                .put("checksPercent", rounded(row.cpu().checksPercent()))
                .put("ratioToFloor", rounded(row.ratioToFloor()))
                .build();
    }

    /** Two decimals are more than the measurement can bear. */
    private static JsonNumber rounded(double value) {
        return new JsonNumber(Math.round(value * 100) / 100.0);
    }
}
