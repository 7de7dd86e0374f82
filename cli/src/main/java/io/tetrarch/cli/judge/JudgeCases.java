package io.tetrarch.cli.judge;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.judge.CaseFile.Labelled;
import io.tetrarch.cli.judge.Panel.Finding;
import io.tetrarch.cli.judge.Panel.Opinion;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.pbft.message.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges labelled cases and says how often each judge and the quorum were right, and how independently they err. */
final class JudgeCases {

    /** Cases judged beforehand at least, in whole passes, so that the times are those of a program that has run. */
    private static final int WARM_UP = 5_000;

    /** Passes whose times count: a p99 of one is that of whatever the machine did besides. */
    static final int PASSES = 5;

    private final Terminal terminal;
    private final Panel panel;
    private final Tally quorum = new Tally();
    private final Map<String, Tally> judges = new LinkedHashMap<>();
    private final List<CaseReport.Miss> misses = new ArrayList<>();
    private final List<Independence.Outcome> denied = new ArrayList<>();
    private final List<Independence.Outcome> allowed = new ArrayList<>();
    private final TreeMap<String, CaseReport.Share> right = new TreeMap<>();

    JudgeCases(Terminal terminal, Panel panel) {
        this.terminal = terminal;
        this.panel = panel;
        panel.judges().forEach(name -> judges.put(name, new Tally()));
    }

    int run(List<Labelled> cases, boolean json) {
        for (int judged = 0; judged < WARM_UP; judged += cases.size()) {
            for (Labelled labelled : cases) {
                panel.judge(labelled.action());
            }
        }
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < cases.size(); i++) {
                Finding finding = panel.judge(cases.get(i).action());
                time(i, finding);
                if (pass == 0) {
                    count(cases.get(i), finding);
                }
            }
        }
        List<String> names = panel.judges();
        CaseReport report = new CaseReport(
                cases,
                new CaseReport.Tallies(quorum, judges),
                misses,
                new CaseReport.Votes(Independence.of(names, denied), Independence.of(names, allowed)),
                right);
        if (json) {
            terminal.json(report.json());
        } else {
            report.print(terminal.out());
        }
        return ExitCode.OK;
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
        boolean deny = labelled.deny();
        boolean missed = finding.approved() == deny;
        quorum.count(deny, finding.approved());
        List<Boolean> errors = new ArrayList<>();
        for (Opinion opinion : finding.opinions()) {
            boolean approved = opinion.judgement().answer() == Answer.APPROVE;
            tally(opinion.judge()).count(deny, approved);
            errors.add(approved == deny);
        }
        (deny ? denied : allowed).add(new Independence.Outcome(labelled.group(), errors, missed));
        if (!labelled.prefix().isEmpty()) {
            right.merge(labelled.prefix(), new CaseReport.Share(missed ? 0 : 1, 1), CaseReport.Share::plus);
        }
        if (missed) {
            misses.add(new CaseReport.Miss(labelled, finding));
        }
    }
}
