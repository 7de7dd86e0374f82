package io.tetrarch.cli.ledger;

import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was decided, and what came of it. */
@Command(
        name = "ledger",
        header = "What was decided and what came of it: list, show, check again, export.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
public final class LedgerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command with its subcommands, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new LedgerList(terminal),
                new LedgerShow(terminal),
                new LedgerVerify(terminal),
                new LedgerExport(terminal));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected a command: list, show, verify or export");
    }
}
