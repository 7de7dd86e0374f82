package io.tetrarch.cli.pack;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands about rule packs. */
@Command(
        name = "pack",
        header = "Check, try and begin rule packs: what is known of programs.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch pack new brewctl > brewing.yaml",
            "  tetrarch pack lint brewing.yaml",
            "  tetrarch pack test brewing.yaml cases.jsonl"
        })
public final class PackCommand extends CommandFamily {
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new PackLint(terminal), new PackTest(terminal), new PackNew(terminal));
    }
}
