package io.tetrarch.agents.mcp;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request by HTTP, and its answer. For one thread. */
final class HttpTurn {
    /** What a request may have: ten times what may be asked of a gate. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** An answer that comes by then is sent as it is; a later one as a stream, which can be kept alive meanwhile. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final int NO_BODY = -1;

    private final HttpExchange exchange;

    HttpTurn(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** The header's only value; null if it is not there, or there twice. */
    @Nullable
    String header(String name) {
        List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
        return values.size() == 1 ? values.getFirst() : null;
    }

    boolean hasHeader(String name) {
        return exchange.getRequestHeaders().containsKey(name);
    }

    /** The body; null if it is too long. */
    byte @Nullable [] body() throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        return body.length > MOST_BYTES ? null : body;
    }

    void put(String header, String value) {
        exchange.getResponseHeaders().set(header, value);
    }

    void empty(int status) throws IOException {
        drain();
        exchange.sendResponseHeaders(status, NO_BODY);
    }

    /** Who is still sending when the connection ends does not read the answer. */
    private void drain() throws IOException {
        exchange.getRequestBody().readNBytes(MOST_BYTES);
    }

    void refuse(int status, int code, String problem) throws IOException {
        json(status, RpcError.of("null", code, problem));
    }

    void json(int status, byte[] message) throws IOException {
        put("Content-Type", "application/json");
        put("Cache-Control", "no-store");
        drain();
        exchange.sendResponseHeaders(status, message.length);
        exchange.getResponseBody().write(message);
    }

    /** Sends what a waiter gets until its last message, or until one of the two is gone. */
    void follow(Waiter waiter, boolean mayBeOneAnswer) throws IOException, InterruptedException {
        Waiter.@Nullable Item item = mayBeOneAnswer ? waiter.take(AT_ONCE) : null;
        if (waiter.isGone()) {
            empty(202); // given up meanwhile: there is no answer
            return;
        }
        if (item != null && item.isLast()) {
            json(200, item.message());
            return;
        }
        put("Content-Type", "text/event-stream");
        put("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        while (!waiter.isGone()) {
            out.write(item == null ? new byte[] {':', '\n', '\n'} : event(item.message()));
            out.flush();
            if (item != null && item.isLast()) {
                return;
            }
            item = waiter.take(KEEP_ALIVE);
        }
    }

    /** A return within a message, which is a blank there, would be the end of its line here. */
    private static byte[] event(byte[] message) {
        String data = new String(message, StandardCharsets.ISO_8859_1).replace('\r', ' ');
        return ("event: message\ndata: " + data + "\n\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
