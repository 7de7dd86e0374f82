package io.tetrarch.cli.mcp;

import io.tetrarch.agents.mcp.Downstream;
import io.tetrarch.agents.mcp.McpConfig;
import io.tetrarch.agents.mcp.McpServer;
import io.tetrarch.agents.mcp.RemoteDownstream;
import io.tetrarch.agents.mcp.StreamDownstream;
import io.tetrarch.agents.mcp.ToolGate;
import io.tetrarch.agents.mcp.ToolPins;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A server that was asked for, and how it is reached.
 *
 * @param name that it goes by
 */
record McpSource(String name, McpConfig.Way way) {
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";

    static McpSource of(String name, McpConfig.Way way) throws Failure {
        if (!name.matches(NAME)) {
            throw Failure.badInput("--name: expected 1 to 64 of A-Z a-z 0-9 . _ -, found '" + name + "'");
        }
        return new McpSource(name, way);
    }

    /** With its pins, which stand in the group's folder. */
    McpServer server(Path folder, ToolGate gate) throws Failure, IOException {
        Path file = folder.resolve("mcp").resolve(name + ".json");
        try {
            return McpServer.of(name, way.words(), ToolPins.open(file), gate);
        } catch (JsonRejected e) {
            throw Failure.badInput(file.toString(), e);
        }
    }

    Downstream.Opener opener() {
        return switch (way) {
            case McpConfig.Started started -> () -> StreamDownstream.of(start(started));
            case McpConfig.Remote remote -> () -> RemoteDownstream.of(remote.address());
        };
    }

    static Process start(McpConfig.Started started) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(started.command()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(started.environment());
        return builder.start();
    }
}
