package io.tetrarch.cli.processes;

import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a run.
 *
 * @param faults how often each kind came
 * @param missing what was not tried, and why
 * @param violations of what must hold, a line each
 */
record TortureReport(
        Run run,
        Work work,
        SortedMap<String, Integer> faults,
        Course course,
        List<String> missing,
        List<String> violations) {
    private static final double TENTHS = 10;

    TortureReport {
        faults = new TreeMap<>(faults);
        missing = List.copyOf(missing);
        violations = List.copyOf(violations);
    }

    record Run(double minutes, long seed, String traitor) {}

    /**
     * What was done.
     *
     * @param decisions that clients were told of
     * @param undecided asks that failed or expired meanwhile
     * @param runs of approved actions
     * @param proofs verified
     * @param entries on the ledger, receipts and evidence among them
     */
    record Work(long decisions, long undecided, long runs, long proofs, long entries) {}

    /**
     * How it went.
     *
     * @param views left
     * @param evidence on the ledger against the one that lies
     * @param longestOutage seconds in which nothing was decided
     * @param recovery seconds from the end of a fault of each kind to the next decision, at most
     */
    record Course(long views, long evidence, double longestOutage, SortedMap<String, Double> recovery) {}

    private static JsonNumber tenths(double value) {
        return new JsonNumber(Math.round(value * TENTHS) / TENTHS);
    }

    JsonObject json() {
        JsonObject.Builder kinds = JsonObject.builder();
        faults.forEach((kind, count) -> kinds.put(kind, count));
        JsonObject.Builder recovery = JsonObject.builder();
        course.recovery.forEach((kind, seconds) -> recovery.put(kind, tenths(seconds)));
        return JsonObject.builder()
                .put("minutes", tenths(run.minutes))
                .put("seed", run.seed)
                .put("traitor", run.traitor)
                .put("decisions", work.decisions)
                .put("undecided", work.undecided)
                .put("runs", work.runs)
                .put("proofs", work.proofs)
                .put("entries", work.entries)
                .put("faults", kinds.build())
                .put("views", course.views)
                .put("evidence", course.evidence)
                .put("violations", JsonArray.ofStrings(violations))
                .put("longestOutage", tenths(course.longestOutage))
                .put("recovery", recovery.build())
                .put("notTried", JsonArray.ofStrings(missing))
                .build();
    }

    void print(Screen screen) {
        Table table = Table.of("decisions", work.decisions + ", and " + work.undecided + " asks undecided");
        table.row("proofs", work.proofs + " verified by a process that has the module proof alone");
        table.row("runs", work.runs + ", each tried again twice");
        table.row("ledger", work.entries + " entries, read from each honest replica alone");
        faults.forEach((kind, count) -> table.row(
                kind,
                count + " times, the next decision within "
                        + tenths(course.recovery.getOrDefault(kind, 0.0)).toJson() + " s"));
        table.row("views", Long.toString(course.views));
        table.row("evidence", course.evidence + " against " + run.traitor + ", which lies");
        table.row("outage", tenths(course.longestOutage).toJson() + " s at most");
        missing.forEach(line -> table.row("not tried", line));
        table.print(screen);
        screen.line();
        screen.line(
                violations.isEmpty()
                        ? screen.paint().good("holds")
                        : screen.paint().bad("broken") + ": " + violations.size());
        violations.forEach(screen::line);
    }
}
