package io.tetrarch.net.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.net.link.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /healthz}, {@code /readyz} and {@code /metrics} of one replica, by the JDK's own server: it shows figures and names
 * of replicas, nothing of an action, takes nothing in, and is meant for the operator's network alone.
 */
public final class OpsServer implements AutoCloseable {
    private static final int BACKLOG = 16;
    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    /** Timers are looked at a hundred times a second; a process whose timers stand still is not alive. */
    private static final long STUCK_MILLIS = 10_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    static {
        // who sends its request slowly, or many at once, costs no more than this; the server looks once, when it is
        // loaded
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("jdk.httpserver.maxConnections", "64");
    }

    private record Page(int code, String type, byte[] body) {
        static Page json(int code, JsonValue value) {
            return new Page(code, "application/json", JsonWriter.compactBytes(value));
        }
    }

    private OpsServer(HttpServer server) {
        this.server = server;
    }

    /** @throws IOException if the address cannot be had */
    public static OpsServer start(Address address, NodeView node, NodeMetrics metrics) throws IOException {
        HttpServer http = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName(address.host()), address.port()), BACKLOG);
        OpsServer ops = new OpsServer(http);
        http.setExecutor(ops.threads);
        http.createContext("/", exchange -> answer(exchange, node, metrics));
        http.start();
        return ops;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, NodeView node, NodeMetrics metrics) throws IOException {
        try (exchange) {
            Page page = page(exchange, node, metrics);
            exchange.getResponseHeaders().set("Content-Type", page.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(page.code(), page.body().length);
            exchange.getResponseBody().write(page.body());
        }
    }

    private static Page page(HttpExchange exchange, NodeView node, NodeMetrics metrics) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            return plain(NOT_ALLOWED, "only GET");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/healthz" -> health(node);
            case "/readyz" -> readiness(node);
            case "/metrics" -> new Page(OK, NodeMetrics.CONTENT_TYPE, metrics.text());
            default -> plain(NOT_FOUND, "there are /healthz, /readyz and /metrics");
        };
    }

    private static Page health(NodeView node) {
        if (node.sinceTickMillis() > STUCK_MILLIS) {
            return plain(UNAVAILABLE, "its timers have stood still for " + node.sinceTickMillis() + " ms");
        }
        return plain(OK, "alive");
    }

    private static Page readiness(NodeView node) {
        List<String> against = Readiness.reasonsAgainst(node);
        return Page.json(
                against.isEmpty() ? OK : UNAVAILABLE,
                JsonObject.builder()
                        .put("replica", node.replicaNames().get(node.self()))
                        .put("ready", against.isEmpty())
                        .put(
                                "because",
                                new JsonArray(against.stream()
                                        .<JsonValue>map(JsonString::new)
                                        .toList()))
                        .build());
    }

    private static Page plain(int code, String line) {
        return new Page(code, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
