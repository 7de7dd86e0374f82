package io.tetrarch.agents.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.agents.mcp.ToolGate.Ruling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not get past the door, and what a request without a session has to say; the server behind it answers all alike. */
@Timeout(60)
final class McpHttpRefusalTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"_meta\":{"
            + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"},\"name\":\"do it\",\n\"arguments\":{}}}";
    private static final String GOOD = "Content-Type: application/json\r\nAccept: application/json, text/event-stream";

    @TempDir
    Path folder;

    private McpHttp http;

    @BeforeEach
    void start() throws Exception {
        McpServer server = McpServer.of(
                "srv", List.of("x"), ToolPins.open(folder.resolve("srv.json")), action -> new Ruling(true, "APPROVED"));
        http = McpHttp.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Map.of("/mcp", new McpHttp.Offer(server, McpHttpRefusalTest::yes)));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    /** A server that answers every request with what it heard. */
    private static Downstream yes() throws IOException {
        Pipe toServer = Pipe.open();
        Pipe fromServer = Pipe.open();
        Thread.ofPlatform().daemon().start(() -> {
            Lines lines = new Lines(Channels.newInputStream(toServer.source()));
            try {
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    String heard = new String(line, StandardCharsets.UTF_8);
                    Channels.newOutputStream(fromServer.sink())
                            .write(("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"heard\":" + heard + "}}\n")
                                    .getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return new StreamDownstream(
                Channels.newInputStream(fromServer.source()), Channels.newOutputStream(toServer.sink()), () -> {
                    try {
                        fromServer.sink().close();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Status line, headers and body. */
    private String send(String method, String path, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String host = headers.contains("Host:") ? "" : "Host: localhost:" + http.port() + "\r\n";
        String head = method + " " + path + " HTTP/1.1\r\n" + host + "Connection: close\r\n" + headers
                + (headers.isEmpty() ? "" : "\r\n") + "Content-Length: " + bytes.length + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.join("\n", reader.lines().toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: evil.example:80|403",
                "Origin: https://evil.example|403",
                "Origin: null|403",
                "Origin: http://localhost:1|403",
                "Mcp-Session-Id: 0123456789abcdef0123456789abcdef|404",
                "X-Nothing: 1|400"
            })
    void aRequestOfNoClientOfOursIsRefused(String header, int status) throws Exception {
        assertThat(send("POST", "/mcp", header + "\r\n" + GOOD, PING))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\"error\":{\"code\":-32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/|200000|404",
                "PUT|/mcp|20|405",
                "GET|/mcp|20|405",
                "DELETE|/mcp|20|404",
                "POST|/mcp|5000000|413"
            })
    void whatIsNotServedIsRefused(String method, String path, int length, int status) throws Exception {
        assertThat(send(method, path, GOOD, " ".repeat(length))).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/plain%nAccept: */*|{}|415",
                "Content-Type: application/json%nAccept: text/html|{}|406",
                "Content-Type: application/json%nAccept: */*|[]|400",
                "Content-Type: application/json%nAccept: */*|{\"id\":1,\"id\":2}|400",
                "Content-Type: application/json%nAccept: */*|nonsense {|400"
            })
    void whatIsNoMessageIsRefused(String headers, String body, int status) throws Exception {
        assertThat(send("POST", "/mcp", headers.replace("%n", "\r\n"), body)).startsWith("HTTP/1.1 " + status + " ");
    }

    /** From 2026-07-28 on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2026-07-28|tools/call|do it|200",
                "2026-07-28|tools/call|=?base64?ZG8gaXQ=?=|200",
                "2026-07-28|tools/call|other|400",
                "2026-07-28|tools/list|do it|400",
                "2025-11-25|tools/call|do it|400",
                "2026-07-28|tools/call|-|400",
                "2026-07-28|-|do it|400"
            })
    void aRequestWithoutASessionSaysTheSameInItsHeaders(String version, String method, String name, int status)
            throws Exception {
        String headers = GOOD + "\r\nMCP-Protocol-Version: " + version
                + (method == null ? "" : "\r\nMcp-Method: " + method)
                + (name == null ? "" : "\r\nMcp-Name: " + name);

        assertThat(send("POST", "/mcp", headers, CALL))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains(
                        status == 200
                                ? "\"result\":{\"heard\":" + CALL.replace('\n', ' ') + "}"
                                : "\"id\":1,\"error\":{\"code\":-32020");
    }

    @Test
    void aSessionBeginsWithInitializeAndEndsWhenItsClientSaysSo() throws Exception {
        String begun =
                send("POST", "/mcp", GOOD, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}");
        assertThat(begun).startsWith("HTTP/1.1 200 ").contains("\"heard\"");
        String session = begun.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("mcp-session-id: "))
                .findFirst()
                .orElseThrow();

        assertThat(send("POST", "/mcp", GOOD + "\r\n" + session, PING)).startsWith("HTTP/1.1 200 ");
        assertThat(send("DELETE", "/mcp", session, "")).startsWith("HTTP/1.1 204 ");
        assertThat(send("POST", "/mcp", GOOD + "\r\n" + session, PING)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void noMoreSessionsAreBegunThanThereMayBe() throws Exception {
        String initialize = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}";
        for (int i = 0; i < McpSessions.MOST; i++) {
            assertThat(send("POST", "/mcp", GOOD, initialize)).startsWith("HTTP/1.1 200 ");
        }

        assertThat(send("POST", "/mcp", GOOD, initialize)).startsWith("HTTP/1.1 503 ");
    }
}
