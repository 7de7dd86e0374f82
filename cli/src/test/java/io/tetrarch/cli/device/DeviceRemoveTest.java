package io.tetrarch.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.terminal.Terminal.Screen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** At a server that approves of everything, and of which the test says when the next epoch begins. */
final class DeviceRemoveTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;
    private volatile long epoch = 1;
    private volatile boolean isBegunByTheDecision;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/group",
                exchange -> answer(exchange, "{\"epoch\":" + epoch + ",\"replicas\":[{\"name\":\"phone\"}]}"));
        server.createContext("/v1/decisions", exchange -> {
            epoch = isBegunByTheDecision ? 2 : 1;
            answer(exchange, "{\"status\":\"DECIDED\",\"outcome\":\"APPROVED\",\"index\":3}");
        });
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

    private int remove(String... more) {
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), screen(out), screen(err));
        String[] arguments = new String[more.length + 4];
        arguments[0] = "phone";
        arguments[1] = "--server";
        arguments[2] = url();
        arguments[3] = "--seat";
        System.arraycopy(more, 0, arguments, 4, more.length);
        int exitCode = new CommandLine(new DeviceRemove(terminal, Duration.ZERO)).execute(arguments);
        terminal.flush();
        return exitCode;
    }

    private static Screen screen(StringWriter text) {
        return new Screen(new PrintWriter(text), false, Paint.PLAIN);
    }

    @Test
    void anApprovalIsNotYetTheEndOfTheDevicesSeat() {
        assertThat(remove()).isEqualTo(ExitCode.NOT_YET);
        assertThat(out.toString())
                .isEqualTo("APPROVED: phone has its seat until the next epoch begins, which it has not yet; " + url()
                        + "/v1/group shows the epoch" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void programsAreToldThatTheNextEpochHasNotBegun() {
        assertThat(remove("--json")).isEqualTo(ExitCode.NOT_YET);
        assertThat(out.toString()).contains("\"outcome\":\"APPROVED\"").contains("\"begun\":false");
    }

    @Test
    void onceTheNextEpochHasBegunTheDeviceHasNoSeat() {
        isBegunByTheDecision = true;
        assertThat(remove()).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualTo("APPROVED: phone has no seat any more" + System.lineSeparator());
    }
}
