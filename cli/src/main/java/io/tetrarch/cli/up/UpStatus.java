package io.tetrarch.cli.up;

import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells of the process that serves a group. */
@Command(
        name = "status",
        header = "Tell whether a gate runs in a folder, and answers.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it answers", "1:it does not", "2:there is no group in the folder"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch up status --data /srv/gate"})
final class UpStatus implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Terminal terminal;

    @Mixin
    private GroupOption group = new GroupOption();

    UpStatus(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        Path folder = group.existing().path();
        GateDoor door = GateDoor.of(folder);
        boolean answers = door.isOpen(PATIENCE);
        Optional<GateProcess> process = GateProcess.of(folder);
        terminal.out().line("gate     " + word(answers, process.isPresent()) + ", in " + folder);
        process.ifPresent(running -> {
            terminal.out().line("process  " + running.pid());
            terminal.out().line("console  " + running.url());
        });
        if (answers) {
            terminal.out().line("socket   " + door.socket());
            return ExitCode.OK;
        }
        terminal.out().line("start    tetrarch up --daemon --data " + folder);
        return ExitCode.CHECK_FAILED;
    }

    private static String word(boolean answers, boolean runs) {
        if (answers) {
            return "answers";
        }
        return runs ? "runs and does not answer" : "is not running";
    }
}
