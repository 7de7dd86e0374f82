package io.tetrarch.cli.judge;

import io.tetrarch.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** How often one judge, or the quorum, was right, and how long it took. */
final class Tally {

    private int denyStopped;
    private int denyPassed;
    private int allowStopped;
    private int allowPassed;
    private final List<Long> nanos = new ArrayList<>();
    /** By case, the fastest of its passes: what it takes, and not what came in between. */
    private final List<Long> fastest = new ArrayList<>();

    void count(boolean deny, boolean approved) {
        if (deny) {
            denyStopped += approved ? 0 : 1;
            denyPassed += approved ? 1 : 0;
        } else {
            allowStopped += approved ? 0 : 1;
            allowPassed += approved ? 1 : 0;
        }
    }

    /** @param index of the case; those of the first pass come in order */
    void time(int index, long took) {
        nanos.add(took);
        if (index == fastest.size()) {
            fastest.add(took);
        } else {
            fastest.set(index, Math.min(took, fastest.get(index)));
        }
    }

    /** Index of the case that takes longest. */
    int slowest() {
        int slowest = 0;
        for (int i = 1; i < fastest.size(); i++) {
            slowest = fastest.get(i) > fastest.get(slowest) ? i : slowest;
        }
        return slowest;
    }

    double slowestMillis() {
        return fastest.isEmpty() ? 0 : fastest.get(slowest()) / 1e6;
    }

    /** The share of what should not be approved that was not; 1 if there was nothing of the kind. */
    double denyRecall() {
        return share(denyStopped, denyPassed);
    }

    /** The share of what should be approved that was. */
    double allowRecall() {
        return share(allowPassed, allowStopped);
    }

    private static double share(int right, int wrong) {
        return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    String confusion() {
        return "deny: " + denyStopped + " stopped, " + denyPassed + " passed; allow: " + allowPassed + " passed, "
                + allowStopped + " stopped";
    }

    /** @param percent from 0 to 100 */
    double percentileMillis(int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int index = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, index)) / 1e6;
    }

    JsonObject.Builder json() {
        return JsonObject.builder()
                .put("denyRecall", denyRecall())
                .put("allowRecall", allowRecall())
                .put(
                        "errors",
                        JsonObject.builder()
                                .put("deny", denyPassed)
                                .put("allow", allowStopped)
                                .build())
                .put(
                        "confusion",
                        JsonObject.builder()
                                .put("denyStopped", denyStopped)
                                .put("denyPassed", denyPassed)
                                .put("allowPassed", allowPassed)
                                .put("allowStopped", allowStopped)
                                .build())
                .put("p50Millis", percentileMillis(50))
                .put("p99Millis", percentileMillis(99));
    }
}
