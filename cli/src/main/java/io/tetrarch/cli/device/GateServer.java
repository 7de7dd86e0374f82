package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The HTTP API of a gate, as far as commands need it. What it refuses becomes one line. */
public final class GateServer {
    private static final String TOKEN = "TETRARCH_TOKEN";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long a decision is waited for at once, well before this side gives up; the server would wait longer. */
    private static final String WAIT = "wait=3";

    private static final int ERROR = 400;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final Optional<String> token;

    /** Of the environment, where there is one. */
    public static Optional<String> tokenOfEnvironment() {
        return Optional.ofNullable(System.getenv(TOKEN)).filter(text -> !text.isEmpty());
    }

    /** @param token a bearer token, where the server asks for one */
    public GateServer(String base, Optional<String> token) throws Failure {
        if (!base.matches("https?://[^/?#]+/?")) {
            throw Failure.badInput("--server: expected an address such as http://127.0.0.1:7400, found " + base);
        }
        this.base = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        this.token = token;
    }

    /** What it answers. */
    public JsonObject get(String path) throws Failure, InterruptedException {
        return send(request(path).GET());
    }

    JsonObject post(String path, JsonObject body) throws Failure, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Prefer", WAIT)
                .POST(BodyPublishers.ofString(body.toJson())));
    }

    /** Its address. */
    @Override
    public String toString() {
        return base.toString();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        token.ifPresent(bearer -> builder.header("Authorization", "Bearer " + bearer));
        return builder;
    }

    private JsonObject send(HttpRequest.Builder request) throws Failure, InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            JsonObject answer = response.body().length == 0
                    ? JsonObject.builder().build()
                    : JsonParser.parseObject(response.body(), JsonLimits.FILE);
            if (response.statusCode() >= ERROR) {
                String detail = answer.string("detail");
                throw Failure.badInput(base + " refused: " + (detail == null ? response.statusCode() : detail));
            }
            return answer;
        } catch (JsonRejected e) {
            throw Failure.badInput(base + " answered something that is no JSON; is it a gate?");
        } catch (IOException e) {
            throw Failure.badInput(base + " cannot be reached; is 'tetrarch up' running there?");
        }
    }
}
