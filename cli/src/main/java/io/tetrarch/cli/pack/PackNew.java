package io.tetrarch.cli.pack;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Begins a rule pack. */
@Command(
        name = "new",
        header = "Print the beginning of a rule pack for a program.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:no name of a program"})
final class PackNew implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PROGRAM", description = "The program's name, without a path.")
    private String program = "";

    PackNew(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        if (!program.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")) {
            throw Failure.badInput(
                    "PROGRAM: expected a program's name of letters, digits and . _ + -, found " + program);
        }
        String text = """
            pack: %1$s
            about: What %1$s does.

            tools:
              "%1$s":
                # what it does where no subcommand or flag says otherwise: reads, writes, fetches, sends, executes,
                # configures, stops, destroys, irreversible, privilege, persists, exposes-credentials, hides
                effect: reads
                flags:
                  "-n, --dry-run": dry-run
                subcommands:
                  "list, show, status": reads
                  "remove":
                    effect: destroys
                    reason: %2$s
                    says: Say in one sentence what is gone afterwards.
                    instead: say a safer way to the same end
            """.formatted(program, "data-removed");
        text.lines().forEach(line -> terminal.out().line(line));
        return ExitCode.OK;
    }
}
