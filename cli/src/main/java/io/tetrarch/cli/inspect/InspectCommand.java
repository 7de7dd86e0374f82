package io.tetrarch.cli.inspect;

import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks inside replicas. */
@Command(
        name = "inspect",
        header = "Look inside: step through the record of a replica that halted.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
public final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The commands under it, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new InspectReplay(terminal));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected a command: replay");
    }
}
