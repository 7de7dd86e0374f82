package io.tetrarch.cli.group;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands about groups. */
@Command(
        name = "group",
        header = "Show a group of replicas, propose who is in it, or found it anew where its ledger is lost.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch group show", "  tetrarch group show group.json", "  tetrarch group rekey creative"})
public final class GroupCommand extends CommandFamily {
    /** What the composition root hangs in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new GroupShow(terminal),
                new GroupChange.Remove(terminal),
                new GroupChange.Rekey(terminal),
                new GroupJoin(terminal),
                new GroupRefound(terminal));
    }
}
