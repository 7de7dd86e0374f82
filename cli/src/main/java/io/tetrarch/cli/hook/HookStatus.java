package io.tetrarch.cli.hook;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.agents.settings.FileChange;
import io.tetrarch.agents.settings.HookPlaces;
import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells which agents ask the gate. */
@Command(
        name = "status",
        header = "Tell which agents ask the gate of a folder, and whether it answers.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the agent, or any if none is named, asks this gate, and it answers",
            "1:it does not",
            "2:no such agent or group, or a settings file that cannot be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch hook status", "  tetrarch hook status codex --data /srv/gate"})
final class HookStatus implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Terminal terminal;

    @Parameters(paramLabel = "AGENT", arity = "0..1", description = "Only this one.")
    private @Nullable String agent;

    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private HookOptions options = new HookOptions();

    HookStatus(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        List<HookHost> hosts = agent == null ? List.of(HookHost.values()) : List.of(HookOptions.host(agent));
        Launcher launcher = HookOptions.launcher(group.existing().path());
        boolean answers = GateDoor.of(Path.of(launcher.folder())).isOpen(PATIENCE);
        Table table = Table.of("gate", answers ? "answers" : "is not running: everything is denied", launcher.folder());
        boolean any = false;
        for (HookHost host : hosts) {
            HookPlaces places = options.places(host);
            String state = state(places, launcher);
            any |= state.equals(INSTALLED);
            table.row(host.word(), state, places.settings().toString());
        }
        table.print(terminal.out());
        return any && answers ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static final String INSTALLED = "asks the gate";

    private static String state(HookPlaces places, Launcher launcher) throws Failure, IOException {
        List<FileChange> installing = HookOptions.changes(places, each -> each.installing(launcher));
        if (installing.stream().allMatch(FileChange::isNone)) {
            return INSTALLED;
        }
        List<FileChange> undoing = HookOptions.changes(places, HookPlaces::uninstalling);
        return undoing.stream().allMatch(FileChange::isNone)
                ? "is not installed"
                : "is installed in part, or for another gate: install it again";
    }
}
