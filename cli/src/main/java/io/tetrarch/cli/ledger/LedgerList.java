package io.tetrarch.cli.ledger;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.SightOption;
import io.tetrarch.cli.terminal.Columns;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Spelled;
import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.Inspection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    private static final int WIDEST_TIME = "2026-11-30T08:00:00.000Z".length();
    private static final int WIDEST_OUTCOME = "APPROVED".length();
    private static final int WIDEST_RUN = "unknown outcome".length();

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private SightOption group = new SightOption();

    @Mixin
    private RowFilter filter = new RowFilter();

    @Option(names = "--last", paramLabel = "N", description = "Only the last N of them.")
    private @Nullable Integer last;

    @Option(names = "--reverse", description = "The newest first.")
    private boolean reverse;

    LedgerList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (last != null && last < 0) {
            throw Failure.badInput("--last: expected a number from 0, found " + last);
        }
        try (Inspection inspection = group.inspect(terminal.err())) {
            Predicate<Row> wanted = filter.of(inspection.groups().getLast());
            Rows rows = Rows.of(inspection);
            if (rows.size() == 0 && !json.isWanted()) {
                terminal.out().line("nothing was decided yet");
                return ExitCode.OK;
            }
            list(rows, wanted);
            return ExitCode.OK;
        }
    }

    private void list(Rows rows, Predicate<Row> wanted) throws Failure, IOException {
        Consumer<Row> printer = printer(rows.size());
        if (last == null) {
            Rows.Seeker seeker = row -> {
                if (wanted.test(row)) {
                    printer.accept(row);
                }
                return terminal.out().isRead();
            };
            if (reverse) {
                rows.seekBack(seeker);
            } else {
                rows.seek(seeker);
            }
            return;
        }
        int most = last;
        Deque<Row> newest = new ArrayDeque<>();
        rows.seekBack(row -> {
            if (newest.size() < most && wanted.test(row)) {
                newest.addFirst(row);
            }
            return newest.size() < most;
        });
        (reverse ? newest.reversed() : newest).forEach(printer);
    }

    /** Each row as it comes: a long ledger is neither held nor waited for. */
    private Consumer<Row> printer(long size) {
        if (json.isWanted()) {
            return row -> terminal.out().json(row.json());
        }
        Columns columns = new Columns(
                terminal.out(), Long.toString(Math.max(0, size - 1)).length(), WIDEST_TIME, WIDEST_OUTCOME, WIDEST_RUN);
        return row -> columns.print(List.of(
                Cell.plain(Long.toString(row.index())),
                Cell.plain(row.begun()),
                new Cell(row.outcome(), paint(row)),
                Cell.plain(run(row)),
                Cell.plain(Spelled.json(row.shown().toJson(), MOST_SHOWN)
                        + row.principal().map(who -> "  for " + who).orElse(""))));
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
