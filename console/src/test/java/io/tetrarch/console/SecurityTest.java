package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.access.Tokens;
import io.tetrarch.console.http.Limits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.message.Hash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecurityTest {
    private Server server;

    @BeforeAll
    void start() {
        server = new Server();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    /** Sent byte for byte: the client of the JDK does not let anyone choose a host. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.console.address().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:PORT", "127.0.0.1.evil.example:PORT", "127.0.0.1", "localhost:1"})
    void aHostThatIsNotThisServersIsRefused(String host) throws Exception {
        String named =
                host.replace("PORT", Integer.toString(server.console.address().port()));

        String answer = raw("GET /v1/replicas HTTP/1.1\r\nHost: " + named + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 421 ").contains("wrong-host").doesNotContain("analytical");
    }

    @Test
    void thisServersOwnNamesAreTaken() throws Exception {
        for (String host : new String[] {"localhost", "127.0.0.1", "LOCALHOST"}) {
            assertThat(raw("GET /healthz HTTP/1.1\r\nHost: " + host + ":"
                            + server.console.address().port() + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1:1"})
    void aPageOfAnotherOriginIsRefused(String origin) {
        String named =
                origin.replace("PORT", Integer.toString(server.console.address().port()));

        HttpResponse<byte[]> refused =
                server.send(server.posting("/v1/decisions", Server.ACTION).header("Origin", named));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Server.problem(refused)).isEqualTo("cross-origin");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void thisServersOwnPagesAreTaken() {
        String origin = "http://localhost:" + server.console.address().port();

        assertThat(server.send(server.request("/v1/replicas").header("Origin", origin))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRequestThatABrowserSaysComesFromElsewhereIsRefusedButALinkToThePageIsNot() {
        assertThat(server.send(server.request("/v1/replicas").header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.request("/")
                                .header("Sec-Fetch-Site", "cross-site")
                                .header("Sec-Fetch-Mode", "navigate"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedHoweverItIsSent() {
        byte[] large = ("{\"a\":\"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<byte[]> withLength = server.send(server.request("/v1/decisions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(large)));
        HttpResponse<byte[]> inChunks = server.send(server.request("/v1/decisions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));

        assertThat(withLength.statusCode()).isEqualTo(413);
        assertThat(Server.problem(withLength)).isEqualTo("too-large");
        assertThat(inChunks.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"})
    void aBodyOfAnotherTypeIsRefused(String type) {
        HttpResponse<byte[]> refused = server.send(server.request("/v1/decisions")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(Server.ACTION)));

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(Server.problem(refused)).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v1/replicas, GET", "POST, /v1/decisions/0, GET", "DELETE, /v1/decisions, 'POST, GET'"})
    void aMethodThatDoesNotFitIsToldWhichDo(String method, String path, String allowed) {
        HttpResponse<byte[]> refused = server.send(server.request(path).method(method, BodyPublishers.noBody()));

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(Server.problem(refused)).isEqualTo("method-not-allowed");
    }

    @Test
    void everyAnswerForbidsWhatItDoesNotNeed() {
        for (String path : new String[] {"/", "/v1/replicas", "/none"}) {
            HttpResponse<byte[]> answer = server.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../simplelogger.properties",
                "/%2e%2e/openapi.json",
                "/lib/..%2f..%2fopenapi.json",
                "/..%5copenapi.json"
            })
    void nothingButPagesIsServedAsAPage(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost:"
                + server.console.address().port() + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .doesNotContain("simpleLogger")
                .doesNotContain("\"openapi\"");
    }

    @Test
    void whatIsNoHttpIsRefusedAsAProblemWithoutATrace() throws Exception {
        assertThat(raw("NONSENSE\r\n\r\n"))
                .contains(" 400 ")
                .doesNotContain("jetty")
                .doesNotContain("at org.");
    }

    @Test
    void whoeverAsksTooOftenIsToldToWait() throws Exception {
        ConsoleOptions slow = ConsoleOptions.local(0).withLimits(new Limits(1, 3, () -> 0));
        try (Server limited = new Server(slow, ClusterObserver.NONE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(limited.get("/healthz").statusCode()).isEqualTo(200);
            }
            HttpResponse<byte[]> refused = limited.get("/healthz");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    private static String token(String name, String token, String roles) {
        return "{\"name\":\"" + name + "\",\"sha3\":\"" + Hash.sha3(token.getBytes(StandardCharsets.UTF_8))
                + "\",\"roles\":[" + roles + "]}";
    }

    @Test
    void whereTokensAreNeededTheirRolesDecide() throws Exception {
        String file = "{\"tokens\":[" + token("reader", "r-secret", "\"read\"") + ","
                + token("agent", "a-secret", "\"submit\",\"read\"") + "]}";
        ConsoleOptions options = ConsoleOptions.shared(
                ConsoleOptions.local(0).address(), Tokens.read(file.getBytes(StandardCharsets.UTF_8)));
        try (Server shared = new Server(options, ClusterObserver.NONE)) {
            HttpResponse<byte[]> nobody = shared.get("/v1/replicas");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(shared.send(shared.request("/v1/replicas").header("Authorization", "Bearer wrong"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(shared.send(shared.request("/v1/replicas").header("Authorization", "Bearer r-secret"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(shared.send(shared.posting("/v1/decisions", Server.ACTION)
                                    .header("Authorization", "Bearer r-secret"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(shared.send(shared.posting("/v1/decisions", Server.ACTION)
                                    .header("Authorization", "bearer a-secret"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(shared.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tokens\":[]}",
                "{\"tokens\":[{\"name\":\"a\"}]}",
                "{\"tokens\":[{\"name\":\"a\",\"sha3\":\"00\",\"roles\":[]}]}",
                "{\"tokens\":[{\"name\":\"a\",\"sha3\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"roles\":[\"root\"]}]}",
            })
    void aFileOfTokensThatIsNoneIsRefused(String file) {
        Assertions.assertThatThrownBy(() -> Tokens.read(file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("expected");
    }
}
