package io.tetrarch.agents.trial;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that calls the agent's shell once with what it was given and is done, whatever it is told. It listens on this
 * machine's loopback only, and speaks as Anthropic's, OpenAI's and Google's models do.
 */
public final class ScriptedModel implements AutoCloseable {
    private static final byte[] NO_MODELS = "{\"data\":[],\"models\":[]}".getBytes(StandardCharsets.UTF_8);

    /** The launcher's words begin so; they end with the line, or with the text that they are in. */
    private static final Pattern SAID = Pattern.compile("(?:tetrarch: |DENIED: |EXPIRED: |denied: )[^\"\\\\]*");

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> commands;
    private final AtomicInteger called = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile String told = "";

    private ScriptedModel(HttpServer server, List<String> commands) {
        this.server = server;
        this.commands = List.copyOf(commands);
    }

    /**
     * Starts it at a free port.
     *
     * @param commands that it wants run, all at once
     */
    public static ScriptedModel start(List<String> commands) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScriptedModel model = new ScriptedModel(server, commands);
        server.setExecutor(model.workers);
        server.createContext("/", model::take);
        server.start();
        return model;
    }

    /** Where it is: {@code http://127.0.0.1:PORT}. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often it wanted its commands run. */
    public int called() {
        return called.get();
    }

    /** How often it was told what came of them. */
    public int answered() {
        return answered.get();
    }

    /** What the hook said, as the agent handed it on to the model; empty if it did not. */
    public String told() {
        return told;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<ModelWire> wire = Arrays.stream(ModelWire.values())
                    .filter(each -> each.takes(path))
                    .findFirst();
            if (wire.isEmpty() || !exchange.getRequestMethod().equals("POST")) {
                send(exchange, 200, "application/json", NO_MODELS);
                return;
            }
            Matcher said = SAID.matcher(new String(body, StandardCharsets.UTF_8));
            if (said.find()) {
                told = said.group();
            }
            try {
                turn(exchange, wire.get(), JsonParser.parseObject(body, JsonLimits.FILE));
            } catch (JsonRejected e) {
                send(exchange, 400, "text/plain", e.problem().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void turn(HttpExchange exchange, ModelWire wire, JsonObject request) throws IOException {
        boolean isStreamed = wire == ModelWire.RESPONSES
                || exchange.getRequestURI().getPath().contains("stream")
                || request.get("stream") instanceof JsonBoolean(boolean wanted) && wanted;
        byte[] turn = wire.turn(turn(wire, request), isStreamed).getBytes(StandardCharsets.UTF_8);
        send(exchange, 200, isStreamed ? "text/event-stream" : "application/json", turn);
    }

    private List<String> turn(ModelWire wire, JsonObject request) {
        if (wire.hasResult(request)) {
            answered.incrementAndGet();
            return List.of();
        }
        if (!wire.offersShell(request)) {
            return List.of(); // a title for the session, or the like
        }
        called.incrementAndGet();
        return commands;
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
