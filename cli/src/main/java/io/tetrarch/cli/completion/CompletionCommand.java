package io.tetrarch.cli.completion;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script. */
@Command(
        name = "completion",
        aliases = "generate-completion",
        header = "Print a completion script for bash and zsh.",
        footerHeading = "%nExample:%n",
        footer = "  source <(tetrarch completion)")
public final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        terminal.out().writer().print(AutoComplete.bash(root.name(), root.commandLine()));
        return ExitCode.OK;
    }
}
