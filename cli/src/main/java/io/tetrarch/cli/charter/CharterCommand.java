package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands about charters. */
@Command(
        name = "charter",
        header = "Show, check, explain, test, compare and propose charters.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch charter lint charter.yaml",
            "  tetrarch charter explain examples/actions/shell-rm.json --charter charter.yaml",
            "  tetrarch charter propose charter.yaml"
        })
public final class CharterCommand extends CommandFamily {
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new CharterShow(terminal),
                new CharterLint(terminal),
                new CharterExplain(terminal),
                new CharterTest(terminal),
                new CharterDifference(terminal),
                new CharterPropose(terminal),
                new CharterStats(terminal));
    }
}
