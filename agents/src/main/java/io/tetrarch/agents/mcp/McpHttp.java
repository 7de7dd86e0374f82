package io.tetrarch.agents.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Clients that come by Streamable HTTP, at an address of this machine, each server at a path of its own. */
public final class McpHttp implements AutoCloseable {
    /** What waits for answers, and streams. */
    private static final int MOST_AT_ONCE = 256;

    private final HttpServer server;
    private final HttpDoor door;
    private final Map<String, McpEndpoint> endpoints = new HashMap<>();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A server to be offered, and how a connection with it is opened. */
    public record Offer(McpServer server, Downstream.Opener opener) {}

    private McpHttp(HttpServer server, HttpDoor door) {
        this.server = server;
        this.door = door;
    }

    /**
     * Starts to serve.
     *
     * @param address of this machine alone; its port may be 0
     * @param offers by path, such as {@code /mcp}
     * @throws IOException if the port is in use or may not be used
     */
    public static McpHttp start(InetSocketAddress address, Map<String, Offer> offers) throws IOException {
        if (!address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("there is nothing by which others could be told apart");
        }
        HttpServer server = HttpServer.create(address, 0);
        String host = address.getAddress().getHostAddress();
        McpHttp http = new McpHttp(
                server,
                HttpDoor.at(
                        host.contains(":") ? "[" + host + "]" : host,
                        server.getAddress().getPort()));
        offers.forEach((path, offer) -> http.endpoints.put(path, new McpEndpoint(offer.server(), offer.opener())));
        server.createContext("/", http::handle);
        server.setExecutor(http.threads);
        server.start();
        return http;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpTurn turn = new HttpTurn(exchange);
            Optional<String> flaw = door.flaw(exchange.getRequestHeaders());
            if (flaw.isPresent()) {
                turn.refuse(403, RpcError.INVALID_REQUEST, flaw.get());
            } else if (!room.tryAcquire()) {
                turn.refuse(503, RpcError.INTERNAL, "there are " + MOST_AT_ONCE + " requests at work already");
            } else {
                try {
                    serve(exchange, turn);
                } finally {
                    room.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            McpLog.ended("client's request", e);
        }
    }

    private void serve(HttpExchange exchange, HttpTurn turn) throws IOException, InterruptedException {
        @Nullable McpEndpoint endpoint = endpoints.get(exchange.getRequestURI().getPath());
        if (endpoint == null) {
            turn.refuse(404, RpcError.INVALID_REQUEST, "nothing is served here");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "POST" -> endpoint.post(turn);
            case "GET" -> endpoint.get(turn);
            case "DELETE" -> endpoint.delete(turn);
            default -> {
                turn.put("Allow", "POST, GET, DELETE");
                turn.empty(405);
            }
        }
    }

    /** Ends what is open, and stops listening. */
    @Override
    public void close() {
        endpoints.values().forEach(McpEndpoint::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
