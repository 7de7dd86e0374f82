package io.tetrarch.cli.charter;

import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about charters. */
@Command(
        name = "charter",
        header = "Check, explain, test, compare and propose charters.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch charter lint charter.yaml",
            "  tetrarch charter explain examples/actions/shell-rm.json --charter charter.yaml",
            "  tetrarch charter propose charter.yaml"
        })
public final class CharterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: lint, explain, test, diff, propose or stats");
    }

    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new CharterLint(terminal),
                new CharterExplain(terminal),
                new CharterTest(terminal),
                new CharterDifference(terminal),
                new CharterPropose(terminal),
                new CharterStats(terminal));
    }
}
