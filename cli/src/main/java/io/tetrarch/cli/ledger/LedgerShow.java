package io.tetrarch.cli.ledger;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.SightOption;
import io.tetrarch.cli.terminal.Spelled;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.display.Shown;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.VerdictVote;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one entry. */
@Command(
        name = "show",
        header = "Show one entry of the ledger: what was asked, who said what, and what came of it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:an entry cannot be read; one line on stderr names it", "2:there is no such entry"
        })
final class LedgerShow implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "N|ID",
            description = "The entry's index, a request's id (HEX/NUMBER), or an action's hash.")
    private String wanted = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private SightOption group = new SightOption();

    LedgerShow(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        try (Inspection inspection = group.inspect(terminal.err())) {
            Row row = find(Rows.of(inspection));
            if (json.isWanted()) {
                terminal.json(json(row, inspection));
            } else {
                print(row, inspection);
            }
            return ExitCode.OK;
        }
    }

    private Row find(Rows rows) throws Failure, IOException {
        List<Row> found = new ArrayList<>();
        rows.seek(row -> {
            if (isWanted(row)) {
                found.add(row);
            }
            return found.isEmpty();
        });
        if (found.isEmpty()) {
            throw Failure.badInput("expected an entry of the " + rows.size()
                    + " in this ledger, by its index, its request's id or its action's hash; found '" + wanted + "'");
        }
        return found.getFirst();
    }

    private boolean isWanted(Row row) {
        if (Long.toString(row.index()).equals(wanted)) {
            return true;
        }
        return switch (row.entry()) {
            case DecisionEntry decision ->
                wanted.equals(decision.request().id().client() + "/"
                                + decision.request().id().number())
                        || wanted.equals(
                                decision.request().request().actionHash().toString());
            case EvidenceEntry evidence -> false;
        };
    }

    private static List<VerdictVote> verdicts(Row row) {
        return switch (row.entry()) {
            case DecisionEntry decision -> decision.verdicts();
            case EvidenceEntry evidence -> List.of();
        };
    }

    private static JsonObject json(Row row, Inspection inspection) {
        List<String> names = inspection.group().replicaNames();
        JsonArray verdicts = new JsonArray(verdicts(row).stream()
                .<JsonValue>map(vote -> JsonObject.builder()
                        .put("replica", names.get(vote.replica()))
                        .put("verdict", vote.verdict().answer().name())
                        .put("judge", vote.verdict().judge())
                        .put("reason", vote.verdict().reasonCode())
                        .put("explanation", vote.verdict().explanation())
                        .build())
                .toList());
        JsonValue receipt = told(row)
                .<JsonValue>map(told -> told.receipt().toAction().json())
                .orElse(JsonNull.NULL);
        return JsonObject.builder()
                .put("entry", row.json())
                .put("verdicts", verdicts)
                .put("receipt", receipt)
                .build();
    }

    private static Optional<RunState.Told> told(Row row) {
        return row.run().filter(RunState.Told.class::isInstance).map(RunState.Told.class::cast);
    }

    private void print(Row row, Inspection inspection) {
        Table table = Table.of("entry", row.index() + ", in the batch of sequence " + row.sequence());
        table.row("outcome", row.outcome());
        table.row(
                row.kind().equals("evidence") ? "about" : "action",
                Spelled.json(row.shown().toJson()));
        if (row.entry() instanceof DecisionEntry decision) {
            var request = decision.request().request();
            table.row("hash", request.actionHash().toString());
            table.row("request", request.id().client() + "/" + request.id().number());
            table.row(
                    "executor",
                    request.terms().executor() + ", tier " + request.terms().tier());
            table.row(
                    "holds",
                    row.begun() + " to "
                            + Instant.ofEpochMilli(request.validity().deadlineMillis()));
        }
        verdicts(row)
                .forEach(vote -> table.row(
                        inspection.group().replicaNames().get(vote.replica()),
                        vote.verdict().answer().name() + ", " + vote.verdict().reasonCode() + ": "
                                + vote.verdict().explanation()));
        row.run().ifPresent(run -> table.row("run", run.word()));
        told(row)
                .ifPresent(told -> table.row(
                        "receipt",
                        Spelled.json(
                                JsonWriter.compact(told.receipt().toAction().json()))));
        table.print(terminal.out());
        terminal.out().warn(Shown.ofJson(row.shown().toJson()), "the action");
    }
}
