package io.tetrarch.cli.judge;

import io.tetrarch.gate.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** How often one judge, or the quorum, was right, and how long it took. */
final class Tally {

    private int denyStopped;
    private int denyPassed;
    private int allowStopped;
    private int allowPassed;
    private final List<Long> nanos = new ArrayList<>();

    void count(boolean deny, boolean approved, long time) {
        if (deny) {
            denyStopped += approved ? 0 : 1;
            denyPassed += approved ? 1 : 0;
        } else {
            allowStopped += approved ? 0 : 1;
            allowPassed += approved ? 1 : 0;
        }
        nanos.add(time);
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
