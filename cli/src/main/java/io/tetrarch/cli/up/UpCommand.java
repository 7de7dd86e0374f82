package io.tetrarch.cli.up;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.console.ConsoleOptions;
import io.tetrarch.console.http.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
            "needs a token of the file that --tokens names, and comes through the proxy that ends TLS, which --proxy",
            "names (docs/api.md). Ctrl-C stops it. With --daemon it runs on by itself; the socket gate.sock in the",
            "folder is there for this machine's agents either way."
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
    /** Of addresses in figures: no name is looked up for what decides who may ask. */
    private static final String NUMERIC = "[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

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
                    "The address to listen at (default: ${DEFAULT-VALUE}); any but this machine's own needs --tokens"
                            + " and --proxy.")
    private String listen = "127.0.0.1";

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A name that the server, or the proxy before it, goes by; may be given several times.")
    private List<String> names = List.of();

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "The address of the proxy that ends TLS before it; nobody else beyond this machine may ask.")
    private @Nullable String proxy;

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
                .run(new UpRun.Wanted(address(), group, Optional.ofNullable(charter), Optional.ofNullable(tokens)));
    }

    private WebServer.Address address() throws Failure {
        WebServer.Address address = new WebServer.Address(listen, port, names);
        if (proxy == null) {
            return address;
        }
        if (!proxy.matches(NUMERIC)) {
            throw Failure.badInput("--proxy: expected the address that the proxy asks from, found " + proxy);
        }
        try {
            return address.withProxy(InetAddress.getByName(proxy));
        } catch (UnknownHostException e) {
            throw Failure.badInput("--proxy: expected the address that the proxy asks from, found " + proxy);
        }
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
        if (proxy != null) {
            all.addAll(List.of("--proxy", proxy));
        }
        return List.copyOf(all);
    }
}
