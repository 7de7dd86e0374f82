package io.tetrarch.cli.ledger;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Spelled;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.Inspection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the ledger. */
@Command(
        name = "list",
        header = "List the entries of the ledger, the oldest first, with what came of each approved action.",
        description = {
            "An approved action is not run, running, exited, failed, or of unknown outcome: begun by an executor that"
                    + " died",
            "before it could tell the end. What looks like a secret is hidden here; what is stored is not changed.",
            "With --json each entry is an object on a line of its own."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "1:an entry cannot be read; one line on stderr names it", "2:bad input"})
final class LedgerList implements Callable<Integer> {
    private static final int MOST_SHOWN = 90;

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(names = "--last", paramLabel = "N", description = "Only the last N entries.")
    private @Nullable Integer last;

    LedgerList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (last != null && last < 0) {
            throw Failure.badInput("--last: expected a number from 0, found " + last);
        }
        try (Inspection inspection = group.inspect(terminal.err())) {
            List<Row> rows = Rows.of(inspection);
            List<Row> shown = last == null ? rows : rows.subList(Math.max(0, rows.size() - last), rows.size());
            if (json.isWanted()) {
                shown.forEach(row -> terminal.out().json(row.json()));
            } else {
                print(shown);
            }
            return ExitCode.OK;
        }
    }

    private void print(List<Row> rows) {
        if (rows.isEmpty()) {
            terminal.out().line("nothing was decided yet");
            return;
        }
        Table table = Table.empty();
        for (Row row : rows) {
            table.row(List.of(
                    Cell.plain(Long.toString(row.index())),
                    Cell.plain(row.begun()),
                    new Cell(row.outcome(), paint(row)),
                    Cell.plain(run(row)),
                    Cell.plain(Spelled.json(row.shown().toJson(), MOST_SHOWN))));
        }
        table.print(terminal.out());
    }

    private UnaryOperator<String> paint(Row row) {
        Paint paint = terminal.out().paint();
        return switch (row.outcome()) {
            case "APPROVED" -> paint::good;
            case "DENIED", "EVIDENCE" -> paint::bad;
            default -> paint::caution;
        };
    }

    private static String run(Row row) {
        return row.run()
                .map(state ->
                        state.word() + state.exitCode().map(code -> " " + code).orElse(""))
                .orElse(row.kind().equals("decision") ? "" : row.kind());
    }
}
