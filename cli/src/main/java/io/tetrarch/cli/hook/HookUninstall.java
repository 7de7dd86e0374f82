package io.tetrarch.cli.hook;

import io.tetrarch.agents.settings.HookPlaces;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.shown.ShownChanges;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes out what an installation put in. */
@Command(
        name = "uninstall",
        header = "Make an agent ask the gate no more.",
        description = "Takes out of the agent's settings what 'hook install' put in, and nothing else.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:no such agent, or a settings file that cannot be read; nothing changed"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch hook uninstall claude-code"})
final class HookUninstall implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "AGENT", description = "Which one.")
    private String agent = "";

    @Mixin
    private HookOptions options = new HookOptions();

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    private boolean dry;

    HookUninstall(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        HookPlaces places = options.places(HookOptions.host(agent));
        new ShownChanges(terminal.out()).apply(HookOptions.changes(places, HookPlaces::uninstalling), dry);
        return ExitCode.OK;
    }
}
