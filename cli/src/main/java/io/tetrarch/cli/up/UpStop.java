package io.tetrarch.cli.up;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the process that serves a group. */
@Command(
        name = "stop",
        header = "Stop the gate that runs in a folder.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it has ended", "1:none runs there, or it does not end", "2:there is no group in the folder"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch up stop --data /srv/gate"})
final class UpStop implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 30;

    private final Terminal terminal;

    @Mixin
    private GroupOption group = new GroupOption();

    UpStop(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        Path folder = group.existing().path();
        Optional<ProcessHandle> process = GateProcess.of(folder).flatMap(GateProcess::handle);
        if (process.isEmpty()) {
            throw Failure.checkFailed(folder + ": no gate runs there");
        }
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Failure.checkFailed(
                    "process " + process.get().pid() + " has not ended within " + PATIENCE_SECONDS + " seconds");
        }
        terminal.out().line("stopped  process " + process.get().pid());
        return ExitCode.OK;
    }
}
