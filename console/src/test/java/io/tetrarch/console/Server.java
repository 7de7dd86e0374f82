package io.tetrarch.console;

import io.tetrarch.console.access.OneTimeSecret;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.observe.ClusterObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A console in front of a cluster in memory, and a client of it. */
final class Server implements AutoCloseable {
    static final String ACTION =
            "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}";
    static final String DENIED =
            "{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"rm -rf /\",\"cwd\":\"/\"}";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 10_000_000;

    final EmbeddedCluster cluster;
    final Console console;
    private final AtomicReference<String> secret = new AtomicReference<>("");
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Server() {
        this(ConsoleOptions.local(0), ClusterObserver.NONE);
    }

    Server(ConsoleOptions options, ClusterObserver observer) {
        this(options, observer, UnaryOperator.identity());
    }

    Server(ConsoleOptions options, ClusterObserver observer, UnaryOperator<Judge> judges) {
        this(options, EmbeddedCluster.builder().observer(observer).judges(judges));
    }

    Server(EmbeddedClusterBuilder builder) {
        this(ConsoleOptions.local(0), builder);
    }

    Server(ConsoleOptions options, EmbeddedClusterBuilder builder) {
        try {
            cluster = builder.open();
            OneTimeSecret shown = OneTimeSecret.shownOn(secret::set, System::nanoTime);
            console = Console.start(options.withAccess(options.access().withSecret(shown)), cluster, cluster);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a person at the server's terminal reads off it. */
    String secret() {
        return secret.get();
    }

    /** A drill, ordered by that person. */
    HttpResponse<byte[]> drill(String replica, String order) {
        return post("/v1/replicas/" + replica + "/" + order, "{\"secret\":\"" + secret() + "\"}");
    }

    static String defaultCharter() {
        return new String(Plan.standard().charterFile(), StandardCharsets.UTF_8);
    }

    /** The default charter's successor, which demands more of what is ordinary: all four judges approve such a change. */
    static String tightened() {
        return defaultCharter()
                .replaceFirst("version: 1", "version: 2")
                .replaceFirst("ordinary\n    demand: quorum", "ordinary\n    demand: unanimous");
    }

    URI uri(String path) {
        return URI.create(console.address().url()).resolve(path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE.multipliedBy(2));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            Description.problem(answer).ifPresent(problem -> {
                throw new AssertionError(problem);
            });
            return answer;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path));
    }

    /** Waits for a decision as long as the server lets anyone, so that a busy machine changes no answer. */
    HttpRequest.Builder posting(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=60")
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<byte[]> post(String path, String body) {
        return send(posting(path, body));
    }

    /** Looks again and again until it is so: what one replica has done, the others are still about to do. */
    static void await(String what, BooleanSupplier condition) {
        long startNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNanos > PATIENCE.toNanos()) {
                throw new AssertionError("did not come: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static JsonObject json(HttpResponse<byte[]> response) {
        return json(text(response));
    }

    static JsonObject json(String text) {
        try {
            return JsonParser.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
        } catch (JsonRejected e) {
            throw new AssertionError(text, e);
        }
    }

    static String problem(HttpResponse<byte[]> response) {
        return String.valueOf(json(response).string("type")).substring("urn:tetrarch:problem:".length());
    }

    @Override
    public void close() throws IOException {
        console.close();
        cluster.close();
        client.close();
    }
}
