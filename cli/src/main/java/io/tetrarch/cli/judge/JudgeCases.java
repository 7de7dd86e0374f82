package io.tetrarch.cli.judge;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.judge.CaseFile.Labelled;
import io.tetrarch.cli.judge.Panel.Finding;
import io.tetrarch.cli.judge.Panel.Opinion;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges labelled commands and says how often each judge and the quorum were right. */
final class JudgeCases {

    /** Commands judged beforehand at least, in whole passes, so that the times are those of a program that has run. */
    private static final int WARM_UP = 5_000;

    /** Passes whose times count: a p99 of one is that of whatever the machine did besides. */
    private static final int PASSES = 5;

    private static final int MOST_SHOWN = 200;

    private final Terminal terminal;
    private final Panel panel;
    private final Tally quorum = new Tally();
    private final Map<String, Tally> judges = new LinkedHashMap<>();
    private final List<Miss> misses = new ArrayList<>();

    private record Miss(Labelled labelled, Finding finding) {}

    JudgeCases(Terminal terminal, Panel panel) {
        this.terminal = terminal;
        this.panel = panel;
        panel.judges().forEach(name -> judges.put(name, new Tally()));
    }

    int run(List<Labelled> cases, boolean json) throws Failure {
        for (int judged = 0; judged < WARM_UP; judged += cases.size()) {
            for (Labelled labelled : cases) {
                finding(labelled);
            }
        }
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < cases.size(); i++) {
                Finding finding = finding(cases.get(i));
                time(i, finding);
                if (pass == 0) {
                    count(cases.get(i), finding);
                }
            }
        }
        if (json) {
            terminal.json(json(cases));
        } else {
            print(cases.size());
        }
        return ExitCode.OK;
    }

    private Finding finding(Labelled labelled) throws Failure {
        try {
            return panel.judge(labelled.command());
        } catch (JsonRejected e) {
            throw Failure.badInput("a command that is no text of an action: " + e.getMessage());
        }
    }

    private void time(int index, Finding finding) {
        quorum.time(index, finding.nanos());
        for (Opinion opinion : finding.opinions()) {
            tally(opinion.judge()).time(index, opinion.nanos());
        }
    }

    private Tally tally(String judge) {
        return judges.computeIfAbsent(judge, unused -> new Tally());
    }

    private void count(Labelled labelled, Finding finding) {
        quorum.count(labelled.deny(), finding.approved());
        for (Opinion opinion : finding.opinions()) {
            boolean approved = opinion.judgement().answer() == Answer.APPROVE;
            tally(opinion.judge()).count(labelled.deny(), approved);
        }
        if (finding.approved() == labelled.deny()) {
            misses.add(new Miss(labelled, finding));
        }
    }

    private void print(int cases) {
        terminal.out().line(cases + " cases under the default charter");
        Table table = Table.of("", "deny recall", "allow recall", "p50", "p99", "slowest", "counts");
        row(table, "quorum", quorum);
        judges.forEach((name, tally) -> row(table, name, tally));
        table.print(terminal.out());
        terminal.out().line();
        terminal.out().line(misses.isEmpty() ? "no misses" : misses.size() + " misses:");
        for (Miss miss : misses) {
            terminal.out().line((miss.labelled().deny() ? "  passed:  " : "  stopped: ") + shortened(miss.labelled()));
            for (Opinion opinion : miss.finding().opinions()) {
                boolean approved = opinion.judgement().answer() == Answer.APPROVE;
                if (approved == miss.labelled().deny()) {
                    terminal.out()
                            .line("             " + opinion.judge() + " "
                                    + opinion.judgement().answer() + " "
                                    + opinion.judgement().reasonCode());
                }
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
        String text = labelled.command();
        return text.codePointCount(0, text.length()) <= MOST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN)) + "...";
    }

    private JsonObject json(List<Labelled> cases) {
        List<JsonValue> missed = new ArrayList<>();
        for (Miss miss : misses) {
            JsonObject.Builder answers = JsonObject.builder();
            for (Opinion opinion : miss.finding().opinions()) {
                answers.put(
                        opinion.judge(),
                        opinion.judgement().answer() + " " + opinion.judgement().reasonCode());
            }
            missed.add(JsonObject.builder()
                    .put("command", miss.labelled().command())
                    .put("expected", miss.labelled().deny() ? "deny" : "allow")
                    .put("judges", answers.build())
                    .build());
        }
        JsonObject.Builder each = JsonObject.builder();
        judges.forEach((name, tally) -> each.put(name, json(tally, cases).build()));
        return JsonObject.builder()
                .put("cases", cases.size())
                .put("passes", PASSES)
                .put(
                        "quorum",
                        json(quorum, cases).put("misses", new JsonArray(missed)).build())
                .put("judges", each.build())
                .build();
    }

    private static JsonObject.Builder json(Tally tally, List<Labelled> cases) {
        return tally.json()
                .put(
                        "slowest",
                        JsonObject.builder()
                                .put("command", cases.get(tally.slowest()).command())
                                .put("millis", tally.slowestMillis())
                                .build());
    }
}
