package io.tetrarch.cli.group;

import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about groups. */
@Command(
        name = "group",
        header = "Show a group of replicas, propose who is in it, or found it anew where its ledger is lost.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch group show", "  tetrarch group show group.json", "  tetrarch group rekey creative"})
public final class GroupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What the composition root hangs in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new GroupShow(terminal),
                new GroupChange.Remove(terminal),
                new GroupChange.Rekey(terminal),
                new GroupRefound(terminal));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected a command: show, remove, rekey or refound");
    }
}
