package io.tetrarch.cli.up;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.console.ConsoleOptions;
import io.tetrarch.console.http.WebServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a group. */
@Command(
        name = "up",
        header = "Run four replicas with their HTTP API and console, until you stop it.",
        description = {
            "The replicas run in this process, with their keys, ledger and proofs in a folder: --data, or .tetrarch in",
            "the current one. Only this machine can reach them, unless --listen says otherwise: then every request",
            "needs a token of the file that --tokens names (docs/api.md). Ctrl-C stops it. With --daemon it runs on by",
            "itself; the socket gate.sock in the folder is there for this machine's agents either way."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped by a signal; with --daemon: it runs and answers",
            "2:it cannot start: the port or the folder is in use, or a file is not what it should be"
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch up",
            "  tetrarch up --port 0 --data /srv/gate",
            "  tetrarch up --daemon",
            "  curl -H 'Content-Type: application/json' -d @action.json http://127.0.0.1:7400/v1/decisions"
        })
public final class UpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Where to listen; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int port = ConsoleOptions.PORT;

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(
            names = "--charter",
            paramLabel = "FILE",
            description =
                    "What the judges of a group that is new go by (default: the charter that comes with tetrarch).")
    private @Nullable String charter;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen at (default: ${DEFAULT-VALUE}); any but this machine's own needs --tokens.")
    private String listen = "127.0.0.1";

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A name that the server goes by besides its address; may be given several times.")
    private List<String> names = List.of();

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "Who may ask: bearer tokens and their roles; docs/api.md has the form.")
    private @Nullable String tokens;

    @Option(names = "--daemon", description = "Let it run in a process of its own, and end when it answers.")
    private boolean daemon;

    public UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The commands under it, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new UpStop(terminal), new UpStatus(terminal));
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (daemon) {
            return new DaemonStart(terminal, group.folder().path()).run(arguments());
        }
        return new UpRun(terminal)
                .run(new UpRun.Wanted(
                        new WebServer.Address(listen, port, names),
                        group,
                        Optional.ofNullable(charter),
                        Optional.ofNullable(tokens)));
    }

    /** What was given, for another process. */
    private List<String> arguments() throws Failure {
        List<String> all = new ArrayList<>(List.of(
                "--port",
                Integer.toString(port),
                "--listen",
                listen,
                "--data",
                group.folder().path().toAbsolutePath().normalize().toString()));
        names.forEach(name -> all.addAll(List.of("--name", name)));
        if (charter != null) {
            all.addAll(List.of("--charter", charter));
        }
        if (tokens != null) {
            all.addAll(List.of("--tokens", tokens));
        }
        return List.copyOf(all);
    }
}
