package io.tetrarch.cli.scenario;

import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.simulator.scenario.Phase;
import io.tetrarch.simulator.scenario.ScenarioResult;
import io.tetrarch.simulator.scenario.ScenarioResult.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A scenario for people: who did what in which phase, what happened when, what is proven, and what it cost. */
final class ScenarioPage {
    private final ScenarioResult result;
    private final String action;
    private final Screen screen;
    private final Paint paint;

    ScenarioPage(ScenarioResult result, String action, Screen screen) {
        this.result = result;
        this.action = action;
        this.screen = screen;
        this.paint = screen.paint();
    }

    void print() {
        screen.line(paint.strong(result.scenario().label()) + ": "
                + result.scenario().summary());
        screen.line();
        screen.line("action  " + action);
        screen.line("hash    " + result.actionHash());
        screen.line();
        matrix().print(screen);
        screen.line();
        Table beats = Table.empty();
        Beats.of(result)
                .forEach(beat -> beats.row(List.of(
                        new Cell(String.format(Locale.ROOT, "%5d ms", beat.atMillis()), paint::faint),
                        Cell.plain(beat.phase().label()),
                        new Cell(beat.what(), beat.isAlarm() ? paint::caution : text -> text))));
        beats.print(screen);
        screen.line();
        result.evidence().forEach(this::print);
        printCosts();
        screen.line(verdict());
    }

    private Table matrix() {
        Table table = Table.empty();
        List<Cell> head = new ArrayList<>(List.of(Cell.plain("")));
        result.replicas().forEach(name -> head.add(new Cell(name, paint::strong)));
        table.row(head);
        for (ScenarioResult.Row row : result.matrix()) {
            boolean idle = row.marks().stream().allMatch(mark -> mark == Mark.NOTHING);
            if (!idle) {
                List<Cell> cells =
                        new ArrayList<>(List.of(Cell.plain(row.phase().label())));
                row.marks().forEach(mark -> cells.add(cell(row.phase(), mark)));
                table.row(cells);
            }
        }
        return table;
    }

    private Cell cell(Phase phase, Mark mark) {
        return switch (mark) {
            case DONE -> new Cell(phase == Phase.VERDICT ? "✓ approve" : "✓", paint::good);
            case AGAINST -> new Cell("✗ deny", paint::bad);
            case SILENT -> new Cell("– silent", paint::caution);
            case EQUIVOCATED -> new Cell("! contradicts itself", paint::bad);
            case NOTHING -> new Cell("·", paint::faint);
        };
    }

    private void print(Evidence evidence) {
        Evidence.Slot slot = evidence.slot();
        screen.line(paint.bad("evidence") + ": " + result.replicas().get(slot.replica()) + " signed two "
                + slot.type().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + (slot.sequence() > 0 ? "s for view " + slot.view() + ", sequence " + slot.sequence() : "") + ":");
        switch (evidence) {
            case Evidence.ConflictingVotes votes -> {
                print(votes.first());
                print(votes.second());
            }
            case Evidence.ConflictingVerdicts verdicts -> {
                screen.line("  " + verdicts.first().verdict().answer() + " and "
                        + verdicts.second().verdict().answer());
            }
        }
        screen.line();
    }

    private void print(Evidence.SignedVote vote) {
        screen.line("  digest " + vote.digest() + "  signature "
                + vote.signature().toString().substring(0, 16) + "…");
    }

    private void printCosts() {
        var counts = result.counts();
        screen.line("counts  " + counts.prepares() + " prepares, " + counts.commits() + " commits; a quorum is "
                + counts.quorum());
        var cost = result.cost();
        screen.line(String.format(
                Locale.ROOT,
                "cost    %,d µs on this machine for %,d virtual ms: %,d messages, %,d signatures, %,d verifications",
                cost.micros(),
                cost.virtualMillis(),
                cost.messages(),
                cost.signatures(),
                cost.verifications()));
    }

    private String verdict() {
        Optional<Outcome> decision = result.outcome().decision();
        String seal = result.decided()
                .map(decided -> ", proven by the signatures of "
                        + decided.certificate().signatures().bySigner().keySet().stream()
                                .map(result.replicas()::get)
                                .collect(Collectors.joining(", ")))
                .orElse("");
        String view =
                result.outcome().viewChanged() ? " in view " + result.outcome().view() : "";
        if (decision.isEmpty()) {
            return paint.caution("NO DECISION") + ": no quorum; nothing runs";
        }
        return switch (decision.get()) {
            case APPROVED -> paint.good("APPROVED") + view + ": the action may run" + seal;
            case DENIED -> paint.bad("DENIED") + view + ": nothing runs" + seal;
            case EXPIRED -> paint.caution("EXPIRED") + view + ": nothing runs" + seal;
        };
    }
}
