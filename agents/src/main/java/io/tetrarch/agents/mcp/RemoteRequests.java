package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests of one connection by Streamable HTTP, with the session that the server gave it. For any number of threads. */
final class RemoteRequests {
    private static final String SESSION = "Mcp-Session-Id";
    private static final String EVENTS = "text/event-stream";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LEAVE = Duration.ofSeconds(2);
    private static final long REST_MILLIS = 1_000;

    /** One for all: it keeps connections, and a thread. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // what servers of any age understand
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    private final RemoteAddress address;
    private volatile @Nullable String session;
    private volatile @Nullable String version;

    RemoteRequests(RemoteAddress address) {
        this.address = address;
    }

    /** Sends a message, with the headers that its revision demands, made from the message alone. */
    HttpResponse<InputStream> post(byte[] message, Envelope envelope) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(envelope.version())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, " + EVENTS)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message));
        if (envelope.isStateless()) {
            envelope.method().ifPresent(method -> request.header("Mcp-Method", HeaderText.of(method)));
            envelope.subject().ifPresent(subject -> request.header("Mcp-Name", HeaderText.of(subject)));
        }
        HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        if (envelope.isInitialize()) {
            session = response.headers().firstValue(SESSION).orElse(null);
        }
        return response;
    }

    /** Opens the stream of what the server says by itself, or takes one up again. */
    HttpResponse<InputStream> stream(Optional<String> lastId) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(Optional.empty()).header("Accept", EVENTS).GET();
        lastId.ifPresent(id -> request.header("Last-Event-ID", id));
        return CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    }

    static boolean isStream(HttpResponse<?> response) {
        return response.statusCode() == 200
                && response.headers().firstValue("Content-Type").orElse("").startsWith(EVENTS);
    }

    /** Remembers the revision that was agreed on. */
    void answered(Envelope asked, byte[] answer) {
        if (!asked.isInitialize()) {
            return;
        }
        try {
            @Nullable RawJson result = RawJson.of(answer).member("result");
            @Nullable RawJson agreed = result == null ? null : result.member("protocolVersion");
            @Nullable String word = agreed == null ? null : agreed.string();
            version = word != null && word.matches("[0-9A-Za-z.-]{1,32}") ? word : null;
        } catch (JsonRejected e) {
            version = null; // the proxy drops what can be read in two ways
        }
    }

    private HttpRequest.Builder request(Optional<String> said) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.url());
        address.headers().forEach(request::setHeader);
        @Nullable String agreed = version;
        @Nullable String given = session;
        said.or(() -> Optional.ofNullable(agreed))
                .ifPresent(word -> request.header("MCP-Protocol-Version", HeaderText.of(word)));
        if (given != null && said.isEmpty()) {
            request.header(SESSION, given);
        }
        return request;
    }

    /** Before a stream is opened again. */
    void rest() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
    }

    /** Ends the session, if there is one, without waiting long. */
    void leave() {
        if (session == null) {
            return;
        }
        HttpRequest request = request(Optional.empty()).timeout(LEAVE).DELETE().build();
        try {
            CLIENT.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            McpLog.ended("session", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
