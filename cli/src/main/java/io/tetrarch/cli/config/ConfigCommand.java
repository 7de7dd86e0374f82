package io.tetrarch.cli.config;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands about settings. */
@Command(
        name = "config",
        header = "Show what a replica's process would be started with.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = "  tetrarch config explain --config /etc/tetrarch/node.json")
public final class ConfigCommand extends CommandFamily {
    /** What the composition root hangs in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new ConfigExplain(terminal));
    }
}
