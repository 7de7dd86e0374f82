package io.tetrarch.cli.ledger;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** What was decided, and what came of it. */
@Command(
        name = "ledger",
        header = "What was decided and what came of it: list, show, check again, export.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
public final class LedgerCommand extends CommandFamily {
    /** The command with its subcommands, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new LedgerList(terminal),
                new LedgerShow(terminal),
                new LedgerVerify(terminal),
                new LedgerExport(terminal));
    }
}
