package io.tetrarch.cli.judge;

import io.tetrarch.cli.judge.CaseFile.Labelled;
import io.tetrarch.cli.judge.Panel.Finding;
import io.tetrarch.cli.judge.Panel.Opinion;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * What came of judging labelled cases, for people and for programs.
 *
 * @param misses cases on which the tier's demand came to the wrong end
 * @param right by what ids begin with, how many cases came to the right end
 */
record CaseReport(
        List<Labelled> cases, Tallies tallies, List<Miss> misses, Votes votes, SortedMap<String, Share> right) {

    private static final int MOST_SHOWN = 200;

    /** One of the quorum and one of each judge. */
    record Tallies(Tally quorum, Map<String, Tally> judges) {}

    record Miss(Labelled labelled, Finding finding) {}

    /** How independently the judges err on what should not be approved, and on what should. */
    record Votes(Independence deny, Independence allow) {}

    record Share(int right, int cases) {
        Share plus(Share other) {
            return new Share(right + other.right, cases + other.cases);
        }
    }

    void print(Screen out) {
        out.line(cases.size() + " cases under the default charter");
        Table table = Table.of("", "deny recall", "allow recall", "p50", "p99", "slowest", "counts");
        row(table, "quorum", tallies.quorum());
        tallies.judges().forEach((name, tally) -> row(table, name, tally));
        table.print(out);
        out.line();
        print("deny", votes.deny(), out);
        print("allow", votes.allow(), out);
        if (!right.isEmpty()) {
            out.line();
            Table kinds = Table.of("id", "right");
            right.forEach((prefix, share) -> kinds.row(prefix, share.right() + " of " + share.cases()));
            kinds.print(out);
        }
        out.line();
        out.line(misses.isEmpty() ? "no misses" : misses.size() + " misses:");
        misses.forEach(miss -> print(miss, out));
    }

    private static void print(String label, Independence votes, Screen out) {
        String effective = votes.effective()
                .map(interval -> String.format(
                        Locale.ROOT,
                        "%.2f effective votes (95 %%: %.2f to %.2f)",
                        interval.value(),
                        interval.low(),
                        interval.high()))
                .orElse("effective votes not determined");
        out.line("errors on " + label + ": " + effective + "; " + votes.undetermined()
                + " pairs not determined; missed by all judges " + votes.unanimousMisses() + " of " + votes.misses()
                + " misses");
        for (Independence.Pair pair : votes.pairs()) {
            out.line(String.format(Locale.ROOT, "    %s, %s: phi %.2f", pair.a(), pair.b(), pair.rho()));
        }
    }

    private static void print(Miss miss, Screen out) {
        boolean deny = miss.labelled().deny();
        out.line((deny ? "  passed:  " : "  stopped: ") + shortened(miss.labelled()));
        for (Opinion opinion : miss.finding().opinions()) {
            boolean approved = opinion.judgement().answer() == Answer.APPROVE;
            if (approved == deny) {
                out.line("             " + opinion.judge() + " "
                        + opinion.judgement().answer() + " "
                        + opinion.judgement().reasonCode());
            }
        }
    }

    private static void row(Table table, String name, Tally tally) {
        table.row(
                name,
                percent(tally.denyRecall()),
                percent(tally.allowRecall()),
                millis(tally.percentileMillis(50)),
                millis(tally.percentileMillis(99)),
                millis(tally.slowestMillis()),
                tally.confusion());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.2f ms", millis);
    }

    private static String shortened(Labelled labelled) {
        String text = labelled.id().isEmpty() ? labelled.text() : labelled.id() + "  " + labelled.text();
        return text.codePointCount(0, text.length()) <= MOST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN)) + "...";
    }

    JsonObject json() {
        JsonObject.Builder each = JsonObject.builder();
        tallies.judges().forEach((name, tally) -> each.put(name, json(tally).build()));
        JsonObject.Builder kinds = JsonObject.builder();
        right.forEach((prefix, share) -> kinds.put(
                prefix,
                JsonObject.builder()
                        .put("right", share.right())
                        .put("cases", share.cases())
                        .build()));
        return JsonObject.builder()
                .put("cases", cases.size())
                .put("passes", JudgeCases.PASSES)
                .put(
                        "quorum",
                        json(tallies.quorum())
                                .put("misses", new JsonArray(missed()))
                                .build())
                .put("judges", each.build())
                .put(
                        "independence",
                        JsonObject.builder()
                                .put("deny", votes.deny().json())
                                .put("allow", votes.allow().json())
                                .build())
                .put("right", kinds.build())
                .build();
    }

    private List<JsonValue> missed() {
        List<JsonValue> missed = new ArrayList<>();
        for (Miss miss : misses) {
            JsonObject.Builder answers = JsonObject.builder();
            for (Opinion opinion : miss.finding().opinions()) {
                answers.put(
                        opinion.judge(),
                        opinion.judgement().answer() + " " + opinion.judgement().reasonCode());
            }
            JsonObject.Builder one = JsonObject.builder();
            if (!miss.labelled().id().isEmpty()) {
                one.put("id", miss.labelled().id());
            }
            miss.labelled().form().members().forEach(one::put);
            missed.add(one.put("expected", miss.labelled().deny() ? "deny" : "allow")
                    .put("tier", miss.finding().tier())
                    .put("judges", answers.build())
                    .build());
        }
        return missed;
    }

    private JsonObject.Builder json(Tally tally) {
        JsonObject.Builder slowest = JsonObject.builder();
        cases.get(tally.slowest()).form().members().forEach(slowest::put);
        return tally.json()
                .put("slowest", slowest.put("millis", tally.slowestMillis()).build());
    }
}
