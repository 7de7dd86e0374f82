package io.tetrarch.cli.torture;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands that break things on purpose. */
@Command(
        name = "torture",
        header = "Break what stands between an agent and the gate, and look for what ran in spite of it.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch torture agents --json"})
public final class TortureCommand extends CommandFamily {
    /** The command with its subcommands, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new TortureAgents(terminal));
    }
}
