package io.tetrarch.cli.hook;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.agents.settings.HookPlaces;
import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.agents.trial.AgentProgram;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.shown.ShownChanges;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the launcher, and the agent's settings that name it. */
@Command(
        name = "install",
        header = "Make an agent ask the gate before every tool call.",
        description = {
            "Writes a small program that asks the gate of the folder, and names it in the agent's settings; shows what",
            "changes, and keeps a copy of what was there (FILE.before-tetrarch). Done twice it changes nothing more."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:installed",
            "2:no such agent or group, or a settings file that cannot be read; nothing changed"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch hook install claude-code", "  tetrarch hook install codex --data /srv/gate --dry-run"})
final class HookInstall implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Terminal terminal;

    @Parameters(paramLabel = "AGENT", description = "Which one.")
    private String agent = "";

    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private HookOptions options = new HookOptions();

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    private boolean dry;

    HookInstall(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        HookHost host = HookOptions.host(agent);
        HookPlaces places = options.places(host);
        Path folder = group.existing().path();
        Launcher launcher = HookOptions.launcher(folder);
        new ShownChanges(terminal.out()).apply(HookOptions.changes(places, each -> each.installing(launcher)), dry);
        GateDoor door = GateDoor.of(Path.of(launcher.folder()));
        if (!door.isOpen(PATIENCE)) {
            terminal.out()
                    .line(terminal.out()
                            .paint()
                            .caution("gate     is not running, so everything is denied; tetrarch up --daemon --data "
                                    + launcher.folder()));
        }
        HookLimits.of(host).forEach(line -> terminal.out().line("note     " + line));
        if (AgentProgram.of(host).isPresent()) {
            terminal.out()
                    .line("proof    tetrarch doctor " + host.word() + " starts it, and looks whether it is stopped");
        }
        return ExitCode.OK;
    }
}
