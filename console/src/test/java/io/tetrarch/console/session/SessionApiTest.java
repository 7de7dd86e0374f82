package io.tetrarch.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.access.Role;
import io.tetrarch.console.access.Sessions;
import io.tetrarch.console.access.Tokens;
import io.tetrarch.console.http.Limits;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.http.WebServer;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonParser;
import io.tetrarch.pbft.message.Hash;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in, as a browser and as whoever would like to be one. */
final class SessionApiTest {
    private static final String TOKEN = "reader-of-all";
    private static final String FILE = "{\"tokens\":[{\"name\":\"ann\",\"sha3\":\""
            + Hash.sha3(TOKEN.getBytes(StandardCharsets.UTF_8)) + "\",\"roles\":[\"read\",\"submit\"]}]}";

    private final AtomicLong nanos = new AtomicLong();
    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = serve(new WebServer.Address("127.0.0.1", 0, List.of()));
    }

    private WebServer serve(WebServer.Address wanted) throws Exception {
        WebServer.Address address = WebServer.withPort(wanted);
        Sessions sessions = new Sessions(
                Tokens.read(FILE.getBytes(StandardCharsets.UTF_8)),
                new Sessions.Cookie(address.port(), address.proxy().isPresent()),
                nanos::get);
        List<Route> routes = new ArrayList<>(new SessionApi(sessions, () -> 0).routes());
        Stream.of(
                        Route.get("/v1/seen", context -> context.result("seen")),
                        Route.post("/v1/done", Role.SUBMIT, context -> context.result("done")),
                        Route.post("/v1/halted", Role.OPERATE, context -> context.result("halted")))
                .forEach(routes::add);
        return WebServer.start(address, new WebServer.Offer(routes, sessions, Limits.standard(), List.of()));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<String> ask(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.address().url()).resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(String token, String... headers) throws Exception {
        return ask("POST", "/v1/session", "{\"token\":\"" + token + "\"}", headers);
    }

    private static String cookie(HttpResponse<String> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private static String proof(HttpResponse<String> answer) throws Exception {
        return JsonParser.parseObject(answer.body().getBytes(StandardCharsets.UTF_8), JsonLimits.FILE)
                .string("proof");
    }

    @Test
    void aTokenBecomesACookieThatNoScriptReadsAndNoOtherSiteSends() throws Exception {
        HttpResponse<String> answer = signIn(TOKEN);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .startsWith("tetrarch-" + server.address().port() + "=")
                        .contains("HttpOnly", "SameSite=Strict", "Path=/")
                        .doesNotContain(TOKEN));
        assertThat(answer.body()).contains("\"name\":\"ann\"").doesNotContain(TOKEN);
        assertThat(ask("GET", "/v1/seen", "", "Cookie", cookie(answer)).body()).isEqualTo("seen");
        assertThat(ask("GET", "/v1/seen", "").statusCode()).isEqualTo(401);
    }

    @Test
    void whatChangesAnythingTakesTheProofThatAForgedRequestLacks() throws Exception {
        HttpResponse<String> answer = signIn(TOKEN);
        String cookie = cookie(answer);

        assertThat(ask("POST", "/v1/done", "{}", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(ask("POST", "/v1/done", "{}", "Cookie", cookie, Sessions.HEADER, "guessed")
                        .statusCode())
                .isEqualTo(403);
        assertThat(ask("POST", "/v1/done", "{}", "Cookie", cookie, Sessions.HEADER, proof(answer))
                        .body())
                .isEqualTo("done");
        assertThat(ask("POST", "/v1/halted", "{}", "Cookie", cookie, Sessions.HEADER, proof(answer))
                        .body())
                .contains("lacks the role operate");
        assertThat(ask("DELETE", "/v1/session", "", "Cookie", cookie).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSessionEndsWhenItIsClosedOrNotUsedOrOld() throws Exception {
        HttpResponse<String> closed = signIn(TOKEN);
        assertThat(ask("DELETE", "/v1/session", "", "Cookie", cookie(closed), Sessions.HEADER, proof(closed))
                        .statusCode())
                .isEqualTo(204);
        assertThat(ask("GET", "/v1/seen", "", "Cookie", cookie(closed)).statusCode())
                .isEqualTo(401);

        String unused = cookie(signIn(TOKEN));
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(30));
        assertThat(ask("GET", "/v1/seen", "", "Cookie", unused).statusCode()).isEqualTo(401);

        String old = cookie(signIn(TOKEN));
        for (int halves = 0; halves < 31; halves++) {
            nanos.addAndGet(TimeUnit.MINUTES.toNanos(15));
            assertThat(ask("GET", "/v1/seen", "", "Cookie", old).statusCode()).isEqualTo(200);
        }
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(15));
        assertThat(ask("GET", "/v1/seen", "", "Cookie", old).statusCode()).isEqualTo(401);
    }

    @Test
    void whoeverGuessesIsLockedOutInEachWayOfAskingAndTheSignedInAreNot() throws Exception {
        String cookie = cookie(signIn(TOKEN));
        for (int tries = 0; tries < 5; tries++) {
            assertThat(signIn("guess").statusCode()).isEqualTo(403);
            assertThat(ask("GET", "/v1/seen", "", "Authorization", "Bearer guess")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(signIn(TOKEN).statusCode()).isEqualTo(429);
        assertThat(ask("GET", "/v1/seen", "", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(429);
        assertThat(ask("GET", "/v1/seen", "", "Cookie", cookie).statusCode()).isEqualTo(200);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(signIn(TOKEN).statusCode()).isEqualTo(201);
    }

    @Test
    void behindAProxyTheCookieIsForTlsAloneAndTheProxySaysWhoGuesses() throws Exception {
        stop(server);
        server = serve(new WebServer.Address("127.0.0.1", 0, List.of("gate.example"))
                .withProxy(InetAddress.getLoopbackAddress()));

        for (int tries = 0; tries < 11; tries++) {
            signIn("guess", "X-Forwarded-For", "198.51.100.1, 203.0.113.9");
        }
        assertThat(signIn(TOKEN, "X-Forwarded-For", "192.0.2.1, 203.0.113.9").statusCode())
                .isEqualTo(429);
        HttpResponse<String> other =
                signIn(TOKEN, "X-Forwarded-For", "203.0.113.9, 203.0.113.10", "Origin", "https://gate.example");
        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(other.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie ->
                        assertThat(cookie).startsWith("__Host-tetrarch-").endsWith("; Secure"));
        assertThat(signIn(TOKEN, "Origin", "http://gate.example").statusCode()).isEqualTo(403);
        assertThat(signIn(TOKEN, "X-Forwarded-Proto", "http").statusCode()).isEqualTo(403);
    }

    private static void stop(WebServer before) {
        before.close();
    }
}
