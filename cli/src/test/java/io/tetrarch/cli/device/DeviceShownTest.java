package io.tetrarch.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.gate.display.OddTexts;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a device shows before it signs, held against the bytes that it signs for. */
final class DeviceShownTest {
    private static final List<String> TEXTS = OddTexts.of(4, 520);
    private static final String HASH = "ab".repeat(32);

    private final StringWriter out = new StringWriter();
    private final List<String> actions = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        List<JsonValue> approvals = new ArrayList<>();
        for (String text : TEXTS) {
            String action = JsonObject.builder()
                    .put("tool", "t")
                    .put("content", text)
                    .build()
                    .toJson();
            approvals.add(JsonObject.builder()
                    .put("id", Integer.toString(actions.size()))
                    .put("device", "phone")
                    .put("actionText", action)
                    .put("request", JsonObject.builder().put("digest", HASH).build())
                    .put("untilMillis", 0)
                    .build());
            actions.add(action);
        }
        String answer = JsonObject.builder()
                .put(
                        "group",
                        JsonObject.builder().put("id", HASH).put("epoch", 1).build())
                .put("approvals", new JsonArray(approvals))
                .build()
                .toJson();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/approvals", exchange -> answer(exchange, answer));
        server.createContext("/v1/devices", exchange -> answer(exchange, "{}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Terminal terminal() {
        Screen screen = new Screen(new PrintWriter(out), false, Paint.PLAIN);
        return new Terminal(new ByteArrayInputStream(new byte[0]), screen, screen);
    }

    private List<String> lines() {
        List<String> lines = List.of(out.toString().split("\n", -1));
        assertThat(lines).allMatch(OddTexts::isSafe);
        return lines;
    }

    @Test
    void whatWaitsIsShownByItsBytesEachOnItsLine() {
        Terminal terminal = terminal();
        assertThat(new CommandLine(new DeviceWaiting(terminal)).execute("--server", url()))
                .isZero();
        terminal.flush();

        List<String> shown = lines().stream()
                .filter(line -> line.startsWith("    {"))
                .map(line -> OddTexts.original(line.strip()))
                .toList();
        assertThat(shown).isEqualTo(actions);
        assertThat(lines()).anyMatch(line -> line.startsWith("warning: the action holds characters"));
    }

    @Test
    void whatIsAnsweredIsShownByTheBytesThatAreSigned(@TempDir Path folder) {
        String key = folder.resolve("phone.pem").toString();
        Terminal terminal = terminal();
        assertThat(new CommandLine(new DevicePair(terminal))
                        .execute("phone", "--server", url(), "--code", "X", "--key", key))
                .isZero();
        for (int i = 0; i < 20; i++) {
            out.getBuffer().setLength(0);
            assertThat(new CommandLine(new DeviceAnswers.Deny(terminal))
                            .execute(Integer.toString(i), "--server", url(), "--key", key))
                    .isZero();
            terminal.flush();

            assertThat(OddTexts.original(lines().getFirst())).isEqualTo("DENY " + actions.get(i));
        }
    }
}
