package io.tetrarch.cli.mcp;

import io.tetrarch.agents.mcp.McpConfig;
import io.tetrarch.agents.mcp.McpHttp;
import io.tetrarch.agents.mcp.McpServer;
import io.tetrarch.agents.mcp.McpStdio;
import io.tetrarch.agents.mcp.RemoteAddress;
import io.tetrarch.agents.mcp.RemoteDownstream;
import io.tetrarch.agents.mcp.SocketGate;
import io.tetrarch.agents.mcp.StreamDownstream;
import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.PrincipalOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a server, and stands in front of it. */
@Command(
        name = "mcp",
        header = "Stand in front of an MCP server: its tools are called when the gate approves it.",
        description = {
            "Starts the server, or goes to it by HTTP, and speaks its protocol on stdin and stdout, or by HTTP, message"
                    + " by",
            "message as it is. The gate that runs in the folder ('tetrarch up --daemon') is asked about each"
                    + " tools/call;",
            "without it none is made. What a tool is said to be is pinned when it is first seen: a tool that changes"
                    + " is",
            "blocked."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the client has gone away, and the server ended",
            "1:the server ended with an error",
            "2:the server does not start, or a file is not what it should be"
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch mcp -- npx -y @modelcontextprotocol/server-filesystem /srv/app",
            "  tetrarch mcp --config .mcp.json --name filesystem",
            "  tetrarch mcp --listen 7410 --config .mcp.json",
            "  tetrarch mcp wrap .mcp.json"
        })
public final class McpCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 10;

    private final Terminal terminal;

    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private PrincipalOption principal = new PrincipalOption();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Where the server stands, as clients have it (mcpServers).")
    private @Nullable String config;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the server is reached by HTTP; headers for it stand in a file (--config).")
    private @Nullable String url;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The server's name in that file, and in what the gate is asked (default: server).")
    private @Nullable String name;

    @Option(
            names = "--listen",
            paramLabel = "[ADDRESS:]PORT",
            description = {
                "Serve clients by Streamable HTTP, on this machine alone: one server at /mcp, all of a file at"
                        + " /mcp/NAME."
            })
    private @Nullable String listen;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The server's program and its arguments.")
    private List<String> command = List.of();

    public McpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The commands under it, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new McpWrap(terminal));
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        Path folder = group.existing().path().toRealPath();
        SocketGate gate = new SocketGate(GateDoor.of(folder), principal.principal());
        if (listen != null) {
            InetSocketAddress address = McpListen.address(listen);
            McpListen.serve(address, offers(folder, gate), terminal);
            gate.settle();
            terminal.flush();
            return ExitCode.OK;
        }
        McpSource source = source(name == null ? "server" : name);
        McpServer server = source.server(folder, gate);
        try {
            return run(source, server);
        } finally {
            gate.settle();
        }
    }

    private int run(McpSource source, McpServer server) throws Failure, IOException, InterruptedException {
        return switch (source.way()) {
            case McpConfig.Started started -> runStarted(server, started);
            case McpConfig.Remote remote -> {
                McpStdio.run(
                        server,
                        RemoteDownstream.of(remote.address()),
                        terminal.in(),
                        new FileOutputStream(FileDescriptor.out));
                yield ExitCode.OK;
            }
        };
    }

    private int runStarted(McpServer server, McpConfig.Started started)
            throws Failure, IOException, InterruptedException {
        Process process;
        try {
            process = McpSource.start(started);
        } catch (IOException e) {
            throw Failure.badInput("the server does not start: " + e.getMessage());
        }
        try {
            McpStdio.run(server, StreamDownstream.of(process), terminal.in(), new FileOutputStream(FileDescriptor.out));
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (ended && process.exitValue() != 0) {
                throw Failure.checkFailed(server.name() + ": the server ended with exit code " + process.exitValue());
            }
            return ExitCode.OK;
        } finally {
            process.destroy();
        }
    }

    private Map<String, McpHttp.Offer> offers(Path folder, SocketGate gate) throws Failure, IOException {
        Map<String, McpHttp.Offer> offers = new LinkedHashMap<>();
        if (config == null || name != null) {
            McpSource source = source(name == null ? "server" : name);
            offers.put("/mcp", new McpHttp.Offer(source.server(folder, gate), source.opener()));
            return offers;
        }
        InputFile file = InputFile.read(config, JsonLimits.FILE.maxBytes());
        try {
            for (String each : McpConfig.read(file.bytes()).names()) {
                McpSource source = source(each);
                offers.put("/mcp/" + each, new McpHttp.Offer(source.server(folder, gate), source.opener()));
            }
        } catch (JsonRejected e) {
            throw Failure.badInput(file.name(), e);
        }
        return offers;
    }

    private McpSource source(String server) throws Failure {
        if ((config == null ? 0 : 1) + (url == null ? 0 : 1) + (command.isEmpty() ? 0 : 1) != 1) {
            throw Failure.badInput(
                    "expected one of the server's command after --, --url and --config; see tetrarch mcp --help");
        }
        if (!command.isEmpty()) {
            return McpSource.of(server, new McpConfig.Started(command, Map.of()));
        }
        if (url != null) {
            try {
                return McpSource.of(server, new McpConfig.Remote(RemoteAddress.of(url, Map.of())));
            } catch (IllegalArgumentException e) {
                throw Failure.badInput("--url: " + e.getMessage());
            }
        }
        InputFile file = InputFile.read(String.valueOf(config), JsonLimits.FILE.maxBytes());
        try {
            return McpSource.of(server, McpConfig.read(file.bytes()).way(server, System::getenv));
        } catch (JsonRejected e) {
            throw Failure.badInput(file.name(), e);
        }
    }
}
