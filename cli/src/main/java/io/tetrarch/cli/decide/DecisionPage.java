package io.tetrarch.cli.decide;

import io.tetrarch.cli.group.Tolerance;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Spelled;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.gate.display.Shown;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A decision for people: what was asked, who did what in which phase, why, what it cost, and where the proof is. */
final class DecisionPage {
    private static final int MOST_ACTION = 110;
    private static final int MOST_JUDGE_ID = 8;

    private final Report report;
    private final Group group;
    private final Round round;
    private final Screen screen;
    private final Paint paint;

    DecisionPage(Report report, Screen screen) {
        this.report = report;
        this.group = report.group();
        this.round = report.round();
        this.screen = screen;
        this.paint = screen.paint();
    }

    void print() {
        printQuestion();
        screen.line();
        matrix().print(screen);
        screen.line();
        verdicts().print(screen);
        screen.line();
        printFigures();
        screen.line();
        screen.line(outcome());
    }

    private void printQuestion() {
        Table table = Table.of("action", Spelled.json(report.masked(), MOST_ACTION));
        table.row("hash", report.action().hash().toString());
        round.decision().ifPresent(decision -> {
            Request request = decision.request().request();
            table.row(
                    "request",
                    decision.requestId().number() + ", tier "
                            + request.terms().tier() + ", until "
                            + Instant.ofEpochMilli(request.validity().deadlineMillis())
                                    .truncatedTo(ChronoUnit.SECONDS));
        });
        table.row(
                "group",
                report.group().id().abbreviated() + " in " + report.folder().path()
                        + (report.folder().isNew() ? " (made just now)" : "") + ", "
                        + group.mode().word());
        table.row("tolerates", Tolerance.of(group));
        table.print(screen);
        screen.warn(Shown.ofJson(report.action().toString()), "the action");
    }

    private Table matrix() {
        Table table = Table.empty();
        table.row(row("", replica -> new Cell(group.replicaNames().get(replica), paint::strong)));
        table.row(row("verdict", this::verdict));
        if (report.seen()) {
            addPrepares(table);
        }
        table.row(row("commit", replica -> vote(round.votes().committed().contains(replica))));
        return table;
    }

    private void addPrepares(Table table) {
        table.row(row("pre-prepare", replica -> round.votes().proposed().contains(replica) ? yes() : nothing()));
        table.row(row(
                "prepare",
                replica -> round.votes().proposed().contains(replica)
                        ? nothing()
                        : vote(round.votes().prepared().contains(replica))));
    }

    private List<Cell> row(String head, IntFunction<Cell> cell) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.plain(head)));
        IntStream.range(0, group.replicas().size()).mapToObj(cell).forEach(cells::add);
        return cells;
    }

    private Cell verdict(int replica) {
        Verdict verdict = round.verdicts().get(replica);
        return verdict == null ? vote(false) : answer(verdict.answer());
    }

    private Cell answer(Answer answer) {
        return switch (answer) {
            case APPROVE -> new Cell("✓ approve", paint::good);
            case DENY -> new Cell("✗ deny", paint::bad);
            case ABSTAIN -> new Cell("– abstain", paint::caution);
        };
    }

    private Cell vote(boolean heard) {
        return heard ? yes() : new Cell(report.seen() ? "– not heard" : "– not needed", paint::caution);
    }

    private Cell yes() {
        return new Cell("✓", paint::good);
    }

    private Cell nothing() {
        return new Cell("·", paint::faint);
    }

    private Table verdicts() {
        Table table = Table.empty();
        round.verdicts()
                .forEach((replica, verdict) -> table.row(List.of(
                        new Cell(judge(verdict.judge()), paint::strong),
                        answer(verdict.answer()),
                        new Cell(verdict.reasonCode(), paint::faint),
                        Cell.plain(report.redactor().mask(verdict.explanation())))));
        return table;
    }

    /** The judge's name with the beginning of its policy's digest. */
    private static String judge(String id) {
        int end = id.indexOf('@') + 1 + MOST_JUDGE_ID;
        return id.indexOf('@') < 0 || end >= id.length() ? id : id.substring(0, end);
    }

    private void printFigures() {
        Table table = Table.of(
                "counts",
                report.prepares() + " prepares, "
                        + round.votes().committed().size() + " commits; a quorum is " + group.quorum() + " of "
                        + group.replicas().size());
        round.decision().ifPresent(decision -> table.row("cost", cost(decision)));
        round.proof().ifPresent(proof -> {
            table.row("proof", proof.toString());
            table.row(
                    "check it",
                    "tetrarch verify " + proof + " --group " + report.folder().groupFile(report.group()));
        });
        table.print(screen);
    }

    private String cost(Decision decision) {
        String time = String.format(
                Locale.ROOT,
                "%,d µs",
                TimeUnit.NANOSECONDS.toMicros(decision.elapsed().toNanos()));
        return report.seen()
                ? time + ", " + report.work().messages() + " messages, "
                        + report.work().signatures() + " signatures, "
                        + report.work().verifications() + " verifications"
                : time;
    }

    private String outcome() {
        return round.decision()
                .map(this::outcome)
                .orElseGet(() -> paint.caution("UNDECIDED") + ": " + round.problem() + "; nothing may run");
    }

    private String outcome(Decision decision) {
        String where = " at sequence " + decision.sequence() + " in view " + decision.view() + ", led by "
                + group.replicaNames().get(decision.leader()) + ", ledger entry "
                + decision.ledgerIndex() + ", proven by " + decision.commits() + " signatures";
        return switch (decision.outcome()) {
            case APPROVED -> paint.good("APPROVED") + where;
            case DENIED -> paint.bad("DENIED") + where + "; " + allowed(decision);
            case EXPIRED -> paint.caution("EXPIRED") + where + "; " + allowed(decision);
        };
    }

    /** In shadow mode, no outcome keeps anything from running. */
    private String allowed(Decision decision) {
        boolean shadow = new ProofVerifier(group, Ed25519Provider.PORTABLE.load()).verify(decision.proof())
                        instanceof Verification.Authentic proof
                && proof.shadow().isPresent();
        return shadow ? "its tier is in shadow mode, so it may run all the same" : "nothing may run";
    }
}
