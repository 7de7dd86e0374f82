package io.tetrarch.cli.keys;

import io.tetrarch.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about keys. */
@Command(
        name = "keys",
        header = "Make and show the keys of replicas and clients.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch keys generate replica.pem", "  tetrarch keys public replica.pem --pem"})
public final class KeysCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command with its subcommands, as the composition root hangs them in. */
    public static Object[] subcommands(Terminal terminal) {
        return new Object[] {new KeysGenerate(terminal), new KeysShow(terminal), new KeysPublic(terminal)};
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected a command: generate, show or public");
    }
}
