package io.tetrarch.cli.judge;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.judge.Panel.Finding;
import io.tetrarch.cli.judge.Panel.Opinion;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.display.Shown;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** One command, what each judge makes of it, and what the four come to. */
final class JudgeOne {

    private static final String INDENT = "    ";

    private final Terminal terminal;
    private final Panel panel;

    JudgeOne(Terminal terminal, Panel panel) {
        this.terminal = terminal;
        this.panel = panel;
    }

    int run(String command, boolean json) throws Failure {
        Finding finding;
        try {
            finding = panel.judge(Panel.shell(command));
        } catch (JsonRejected e) {
            throw Failure.badInput("COMMAND: expected text that an action may hold: " + e.getMessage());
        }
        if (json) {
            terminal.json(json(command, finding));
        } else {
            print(command, finding);
        }
        return finding.approved() ? ExitCode.OK : ExitCode.DENIED;
    }

    private void print(String command, Finding finding) {
        Paint paint = terminal.out().paint();
        long approvals = finding.opinions().stream()
                .filter(opinion -> opinion.judgement().answer() == io.tetrarch.pbft.message.Answer.APPROVE)
                .count();
        String verdict = finding.approved() ? paint.good("APPROVED") : paint.bad("NOT APPROVED");
        terminal.out()
                .line(verdict + "  " + approvals + " of " + finding.opinions().size() + " judges approve; tier "
                        + finding.tier() + " needs " + finding.approvalsNeeded());
        terminal.out().warn(Shown.ofNames(command), "the command");
        for (Opinion opinion : finding.opinions()) {
            Judgement judgement = opinion.judgement();
            terminal.out().line();
            terminal.out()
                    .line(paint.strong(opinion.judge()) + "  "
                            + switch (judgement.answer()) {
                                case APPROVE -> paint.good("APPROVE");
                                case DENY -> paint.bad("DENY");
                                case ABSTAIN -> paint.caution("ABSTAIN");
                            }
                            + "  " + judgement.reasonCode());
            terminal.out().line(INDENT + judgement.explanation());
            for (Judgement.Factor factor : judgement.factors()) {
                terminal.out().line(INDENT + paint.faint(factor.weight() + "  " + factor.name()));
            }
            if (!judgement.alternative().isEmpty()) {
                terminal.out().line(INDENT + "instead: " + judgement.alternative());
            }
        }
    }

    private static JsonObject json(String command, Finding finding) {
        JsonObject.Builder judges = JsonObject.builder();
        for (Opinion opinion : finding.opinions()) {
            List<JsonValue> factors = new ArrayList<>();
            for (Judgement.Factor factor : opinion.judgement().factors()) {
                factors.add(JsonObject.builder()
                        .put("name", factor.name())
                        .put("weight", factor.weight())
                        .build());
            }
            judges.put(
                    opinion.judge(),
                    JsonObject.builder()
                            .put("answer", opinion.judgement().answer().name())
                            .put("reasonCode", opinion.judgement().reasonCode())
                            .put("explanation", opinion.judgement().explanation())
                            .put("factors", new JsonArray(factors))
                            .put("alternative", opinion.judgement().alternative())
                            .build());
        }
        return JsonObject.builder()
                .put("command", command)
                .put("approved", finding.approved())
                .put("tier", finding.tier())
                .put("approvalsNeeded", finding.approvalsNeeded())
                .put("judges", judges.build())
                .build();
    }
}
