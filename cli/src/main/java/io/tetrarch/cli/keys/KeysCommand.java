package io.tetrarch.cli.keys;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands about keys. */
@Command(
        name = "keys",
        header = "Make and show the keys of replicas and clients.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch keys generate replica.pem", "  tetrarch keys public replica.pem --pem"})
public final class KeysCommand extends CommandFamily {
    /** The command with its subcommands, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new KeysGenerate(terminal), new KeysNew(terminal), new KeysShow(terminal), new KeysPublic(terminal));
    }
}
