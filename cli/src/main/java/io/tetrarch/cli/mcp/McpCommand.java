package io.tetrarch.cli.mcp;

import io.tetrarch.agents.mcp.McpConfig;
import io.tetrarch.agents.mcp.McpProxy;
import io.tetrarch.agents.mcp.SocketGate;
import io.tetrarch.agents.mcp.ToolPins;
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
import java.nio.file.Path;
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
            "Starts the server and speaks its protocol on stdin and stdout, message by message as it is. The gate that",
            "runs in the folder ('tetrarch up --daemon') is asked about each tools/call; without it none is made. What"
                    + " a",
            "tool is said to be is pinned when it is first seen: a tool that changes is blocked."
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
            names = "--name",
            paramLabel = "NAME",
            description = "The server's name in that file, and in what the gate is asked (default: server).")
    private @Nullable String name;

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
        String server = name == null ? "server" : name;
        if (!server.matches("[A-Za-z0-9._-]{1,64}")) {
            throw Failure.badInput("--name: expected 1 to 64 of A-Z a-z 0-9 . _ -, found '" + server + "'");
        }
        Path folder = group.existing().path().toRealPath();
        McpConfig.Started started = started(server);
        Path file = folder.resolve("mcp").resolve(server + ".json");
        ToolPins pins;
        try {
            pins = ToolPins.open(file);
        } catch (JsonRejected e) {
            throw Failure.badInput(file.toString(), e);
        }
        Process process = start(started);
        McpProxy.Ends ends = new McpProxy.Ends(
                terminal.in(),
                new FileOutputStream(FileDescriptor.out),
                process.getInputStream(),
                process.getOutputStream());
        try {
            new McpProxy(
                            server,
                            started.command(),
                            pins,
                            new SocketGate(GateDoor.of(folder), principal.principal()),
                            ends)
                    .run();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (ended && process.exitValue() != 0) {
                throw Failure.checkFailed(server + ": the server ended with exit code " + process.exitValue());
            }
            return ExitCode.OK;
        } finally {
            process.destroy();
        }
    }

    private McpConfig.Started started(String server) throws Failure {
        if (config == null) {
            if (command.isEmpty()) {
                throw Failure.badInput("expected the server's command after --, or --config; see tetrarch mcp --help");
            }
            return new McpConfig.Started(command, Map.of());
        }
        if (!command.isEmpty()) {
            throw Failure.badInput("expected --config or a command, found both");
        }
        InputFile file = InputFile.read(config, JsonLimits.FILE.maxBytes());
        try {
            return McpConfig.read(file.bytes()).server(server);
        } catch (JsonRejected e) {
            throw Failure.badInput(file.name(), e);
        }
    }

    private static Process start(McpConfig.Started started) throws Failure {
        ProcessBuilder builder = new ProcessBuilder(started.command()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(started.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failure.badInput("the server does not start: " + e.getMessage());
        }
    }
}
