package io.tetrarch.agents.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.ProgressParams;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.tetrarch.agents.mcp.ToolGate.Ruling;
import io.tetrarch.proof.action.Action;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 2026-07-28 on both sides, with the official library's client in front of the proxy and its server behind it. */
@Timeout(120)
final class ModernEraTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Action> asked = new LinkedBlockingQueue<>();

    private Ruling rule(Action action) {
        asked.add(action);
        return action.toString().contains("forbidden")
                ? new Ruling(false, "DENIED: decision 3 of the gate")
                : new Ruling(true, "APPROVED");
    }

    private McpHttp start(List<String> way, Downstream.Opener opener) throws Exception {
        McpServer server = McpServer.of("peer", way, ToolPins.open(folder.resolve("peer.json")), this::rule);
        return McpHttp.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Map.of("/mcp", new McpHttp.Offer(server, opener)));
    }

    private void converse(McpHttp http) throws Exception {
        BlockingQueue<ProgressParams> progress = new LinkedBlockingQueue<>();
        McpSyncClient client = McpClient.sync(HttpClientMcpTransport.builder("http://127.0.0.1:" + http.port() + "/mcp")
                        .build())
                .progress(progress::add)
                .build();

        assertThat(client.listTools().list().tools()).extracting(Tool::name).containsExactly("echo");
        CallToolResult made =
                client.tool("echo").arguments(Map.of("text", "hi")).call();
        assertThat(((TextContent) made.content().getFirst()).text()).isEqualTo("hi");
        assertThat(progress.take().progress()).isEqualTo(0.5);
        assertThat(asked.take().toString())
                .contains("\"tool\":\"mcp__peer__echo\"")
                .doesNotContain("unknown");

        CallToolResult denied =
                client.tool("echo").arguments(Map.of("text", "forbidden")).call();

        assertThat(denied.isError()).isTrue();
        assertThat(((TextContent) denied.content().getFirst()).text())
                .isEqualTo("Not run. DENIED: decision 3 of the gate");
        assertThat(progress).isEmpty();
    }

    @Test
    void aServerByHttpIsCalledByAClientByHttp() throws Exception {
        try (ModernServer peer = ModernServer.serve();
                McpHttp http = start(
                        List.of(peer.url().toString()),
                        () -> RemoteDownstream.of(new RemoteAddress(peer.url(), Map.of())))) {
            converse(http);
        }
    }

    @Test
    void aServerByStdioIsCalledByAClientByHttp() throws Exception {
        List<String> command = ModernServer.command();
        try (McpHttp http = start(
                command,
                () -> StreamDownstream.of(new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()))) {
            converse(http);
        }
    }
}
