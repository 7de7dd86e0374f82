package io.tetrarch.cli.bench;

import io.tetrarch.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * How long each of some like things took.
 *
 * @param name for people
 * @param millis sorted
 */
record Latencies(String name, List<Double> millis) {
    static Latencies of(String name, List<Double> millis) {
        return new Latencies(name, millis.stream().sorted().toList());
    }

    /** The one below which this part of them lies. */
    double at(double part) {
        return millis.get((int) Math.min(millis.size() - 1L, Math.round(part * (millis.size() - 1))));
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("p50Millis", at(0.5))
                .put("p95Millis", at(0.95))
                .build();
    }

    String figure(double part) {
        return String.format(Locale.ROOT, "%.1f ms", at(part));
    }

    String fineFigure(double part) {
        return String.format(Locale.ROOT, "%.2f ms", at(part));
    }
}
