package io.tetrarch.agents.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.tetrarch.agents.mcp.ToolGate.Ruling;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official library's client in front of the proxy and its server behind it, by each pair of ways that they can have. */
@Timeout(120)
final class McpHttpTest {
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

    private static McpSyncClient client(McpHttp http, BlockingQueue<ProgressNotification> progress) {
        return McpClient.sync(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + http.port())
                        .endpoint("/mcp")
                        .build())
                .requestTimeout(Duration.ofSeconds(60))
                .progressConsumer(progress::add)
                .build();
    }

    private static CallToolResult call(McpSyncClient client, String text) {
        return client.callTool(new CallToolRequest("echo", Map.of("text", text), Map.of("progressToken", "p1")));
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    private void converse(McpHttp http) throws Exception {
        BlockingQueue<ProgressNotification> progress = new LinkedBlockingQueue<>();
        try (McpSyncClient client = client(http, progress)) {
            client.initialize();
            assertThat(client.listTools().tools()).extracting(Tool::name).containsExactlyInAnyOrder("echo", "end");
            assertThat(text(call(client, "hello \u2713"))).isEqualTo("hello \u2713");
            assertThat(progress.take().progressToken()).isEqualTo("p1");
            assertThat(asked.take().toString())
                    .contains("\"tool\":\"mcp__peer__echo\"")
                    .doesNotContain("unknown");

            CallToolResult denied = call(client, "forbidden");

            assertThat(denied.isError()).isTrue();
            assertThat(text(denied)).isEqualTo("Not run. DENIED: decision 3 of the gate");
            assertThat(progress).isEmpty();
        }
    }

    @Test
    void aServerByHttpIsCalledByAClientByHttp() throws Exception {
        try (SdkServer peer = SdkServer.serve();
                McpHttp http = start(
                        List.of(peer.url().toString()),
                        () -> RemoteDownstream.of(new RemoteAddress(peer.url(), Map.of())))) {
            converse(http);
        }
    }

    private static Downstream start() throws IOException {
        return StreamDownstream.of(new ProcessBuilder(SdkServer.command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    @Test
    void aServerByStdioIsCalledByAClientByHttp() throws Exception {
        try (McpHttp http = start(SdkServer.command(), McpHttpTest::start)) {
            converse(http);
        }
    }

    @Test
    void whoWaitsWhenTheServerDiesIsToldSoAndTheSessionIsGone() throws Exception {
        try (McpHttp http = start(SdkServer.command(), McpHttpTest::start);
                McpSyncClient client = client(http, new LinkedBlockingQueue<>())) {
            client.initialize();

            assertThatThrownBy(() -> client.callTool(
                            CallToolRequest.builder("end").arguments(Map.of()).build()))
                    .hasMessageContaining("the server has ended");
            client.initialize();
        }
    }

    /** By a client that comes by stdio, to which the test gives a voice. */
    @ParameterizedTest
    @ValueSource(strings = {"approved", "forbidden"})
    void aServerByHttpIsCalledByAClientByStdio(String text) throws Exception {
        try (SdkServer peer = SdkServer.serve();
                Talk talk = Talk.with(
                        McpServer.of(
                                "peer",
                                List.of(peer.url().toString()),
                                ToolPins.open(folder.resolve("peer.json")),
                                this::rule),
                        RemoteDownstream.of(new RemoteAddress(peer.url(), Map.of())))) {
            talk.clientSays("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                    + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
            assertThat(talk.clientHears()).contains("\"protocolVersion\":\"2025-06-18\"");
            talk.clientSays("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            talk.clientSays("{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
                    + "\"arguments\":{\"text\":\"" + text + "\"}}}");

            assertThat(talk.clientHears())
                    .contains("\"id\":\"c\"", text.equals("approved") ? "\"text\":\"approved\"" : "Not run. DENIED");
        }
    }

    @Test
    void aServerThatIsNotThereIsToldOfInTheAnswer() throws Exception {
        RemoteAddress nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = RemoteAddress.of("http://127.0.0.1:" + taken.getLocalPort() + "/peer", Map.of());
        }
        McpServer server = McpServer.of("peer", List.of("x"), ToolPins.open(folder.resolve("p.json")), this::rule);
        try (Talk talk = Talk.with(server, RemoteDownstream.of(nobody))) {
            talk.clientSays("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"ping\"}");

            assertThat(talk.clientHears()).contains("\"id\":4", "\"code\":-32603", "cannot be reached");
        }
    }
}
