package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides a shell command and runs it. */
@Command(
        name = "run",
        header = "Put a shell command before the group, and run it only if it is approved: these very bytes, once.",
        description = {
            "One COMMAND without ARGS is a command line for sh, as it is. With ARGS each word reaches the program as"
                    + " it",
            "is. Its input and output are this command's own. What came of it goes to the ledger as a receipt.",
            "Whenever nothing ran, one line on stderr that begins with 'tetrarch: ' says so and why; --report tells it",
            "to programs."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0-255:the command ran: its own",
            "2:bad input; nothing ran",
            "3:DENIED; nothing ran",
            "4:EXPIRED, or there was no quorum to decide; nothing ran",
            "70:the disk or the program failed; nothing ran if the last line on stderr says so"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch run -- git status",
            "  tetrarch run -- 'ls | wc -l'",
            "  tetrarch run --report end.json -- make test"
        })
public final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The command and its arguments, after --.")
    private List<String> words = List.of();

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "End the command after so long: SIGTERM, and SIGKILL five seconds later (default: never).")
    private @Nullable Double timeoutSeconds;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where to write one JSON object: what was decided, whether it ran, and how it ended.")
    private @Nullable String report;

    public RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        return new RunRun(terminal)
                .run(new RunRun.Wanted(
                        words, group.folder(), Optional.ofNullable(timeoutSeconds), Optional.ofNullable(report)));
    }
}
