package io.tetrarch.cli.run;

import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.PrincipalOption;
import io.tetrarch.cli.home.ServerOption;
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
            "Its environment is clean: the account's HOME and name, LANG, TERM, and a PATH of folders that only root"
                    + " can",
            "write. What it is given beyond stands in the action and is judged.",
            "Whenever nothing ran, one line on stderr that begins with 'tetrarch: ' says so and why; --report tells it",
            "to programs."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0-255:the command ran: its own",
            "2:bad input; nothing ran",
            "3:DENIED; nothing ran",
            "4:EXPIRED, or there was no quorum to decide; nothing ran",
            "6:APPROVED, but a program, script or secret has changed since; nothing ran",
            "70:the disk or the program failed; nothing ran if the last line on stderr says so",
            "71:memory, disk, open files or rights did not suffice; likewise"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch run -- git status",
            "  tetrarch run -- 'ls | wc -l'",
            "  tetrarch run --report end.json -- make test",
            "  tetrarch run --env CI=true --env-secret DEPLOY_TOKEN -- ./deploy.sh staging"
        })
public final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The command and its arguments, after --.")
    private List<String> words = List.of();

    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private PrincipalOption principal = new PrincipalOption();

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

    @Option(
            names = "--env",
            paramLabel = "NAME[=VALUE]",
            description = "Give the command this variable, with its value here or VALUE; both stand in the action.")
    private List<String> env = List.of();

    @Option(
            names = "--env-secret",
            paramLabel = "NAME",
            description = "Give the command this variable with its value here; the action has its name and a keyed"
                    + " digest.")
    private List<String> secrets = List.of();

    @Option(names = "--path", paramLabel = "DIR", description = "Look for programs here first; stands in the action.")
    private List<String> paths = List.of();

    private @Nullable GatedCommand run;

    public RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GatedCommand begun = new GatedCommand(terminal);
        run = begun;
        return begun.run(new GatedCommand.Wanted(
                new Asked.Words(words, env, secrets, paths),
                server.isGiven() ? new RemotePlace(group, server) : new FolderPlace(group),
                principal,
                Optional.ofNullable(timeoutSeconds),
                Optional.ofNullable(report)));
    }

    /** Whether it is certain, after whatever went wrong, that no command was started. */
    public boolean ranNothing() {
        return run == null || !run.hasBegun();
    }
}
