package io.tetrarch.bench;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What verifying a proof costs, and its signatures alone.
 *
 * @param provider what verified
 * @param proofs in each round
 * @param signatures in each round
 */
public record VerifyReport(String provider, int proofs, int signatures, List<Round> rounds) {
    public VerifyReport {
        rounds = List.copyOf(rounds);
    }

    /**
     * One round, in nanoseconds.
     *
     * @param whole for all proofs
     * @param alone for their signatures
     */
    public record Round(long whole, long alone) {
        double ratio() {
            return (double) whole / alone;
        }
    }

    /** Of the median round, how much more the proofs took than their signatures alone. */
    public double ratio() {
        return median(Round::ratio);
    }

    /** In microseconds, of the median round. */
    public double proofMicros() {
        return median(each -> each.whole() / 1e3 / proofs);
    }

    /** In microseconds, of the median round: all signatures of one proof. */
    public double signaturesMicros() {
        return median(each -> each.alone() / 1e3 / proofs);
    }

    private double median(ToDoubleFunction<Round> of) {
        double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public JsonObject json() {
        return JsonObject.builder()
                .put("provider", provider)
                .put("proofs", proofs)
                .put("signaturesPerProof", rounded((double) signatures / proofs))
                .put("proofMicros", rounded(proofMicros()))
                .put("signaturesMicros", rounded(signaturesMicros()))
                .put("ratio", rounded(ratio()))
                .put(
                        "roundRatios",
                        new JsonArray(rounds.stream()
                                .<JsonValue>map(each -> rounded(each.ratio()))
                                .toList()))
                .build();
    }

    private static JsonNumber rounded(double value) {
        return new JsonNumber(Math.round(value * 1000) / 1000.0);
    }
}
