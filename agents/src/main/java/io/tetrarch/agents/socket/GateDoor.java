package io.tetrarch.agents.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * The HTTP API of a gate through its socket, one connection a question. The JDK's own client does not know such sockets.
 *
 * @param socket its path, absolute
 */
public record GateDoor(Path socket) {
    /** The name of the socket in a group's folder. */
    public static final String NAME = "gate.sock";

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    /**
     * An answer.
     *
     * @param status the HTTP status
     */
    public record Answer(int status, byte[] body) {}

    public static GateDoor of(Path folder) {
        return new GateDoor(folder.toAbsolutePath().normalize().resolve(NAME));
    }

    /** Whether a gate answers there now. */
    public boolean isOpen(Duration patience) {
        if (!Files.exists(socket)) {
            return false;
        }
        try {
            return get("/healthz", patience).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public Answer get(String path, Duration patience) throws IOException {
        return send("GET " + path + " HTTP/1.0\r\nHost: gate.tetrarch\r\n\r\n", new byte[0], patience);
    }

    /** @param headers further ones, each ended by CR LF */
    public Answer post(String path, String headers, byte[] json, Duration patience) throws IOException {
        return send(
                "POST " + path + " HTTP/1.0\r\nHost: gate.tetrarch\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + json.length + "\r\n\r\n",
                json,
                patience);
    }

    private Answer send(String head, byte[] body, Duration patience) throws IOException {
        long endNanos = System.nanoTime() + patience.toNanos();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.allocate(head.length() + body.length)
                    .put(head.getBytes(StandardCharsets.US_ASCII))
                    .put(body)
                    .flip();
            while (out.hasRemaining()) {
                await(selector, endNanos);
                channel.write(out);
            }
            key.interestOps(SelectionKey.OP_READ);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ByteBuffer in = ByteBuffer.allocate(64 * 1024);
            while (true) {
                await(selector, endNanos);
                int read = channel.read(in.clear());
                if (read < 0) {
                    return answer(all.toByteArray());
                }
                all.write(in.array(), 0, read);
                if (all.size() > MOST_BYTES) {
                    throw new IOException("the gate's answer is too long");
                }
            }
        }
    }

    private static void await(Selector selector, long endNanos) throws IOException {
        selector.selectedKeys().clear();
        long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
            throw new SocketTimeoutException("the gate did not answer in time");
        }
    }

    private static Answer answer(byte[] all) throws IOException {
        int end = end(all);
        String[] lines = new String(all, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("what answers there is no gate");
        }
        byte[] body = Arrays.copyOfRange(all, end + HEAD_END.length, all.length);
        for (String line : lines) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")
                    && !lower.substring("content-length:".length()).strip().equals(Integer.toString(body.length))) {
                throw new IOException("the gate's answer was cut short");
            }
        }
        return new Answer(Integer.parseInt(lines[0].substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length())), body);
    }

    private static int end(byte[] all) throws IOException {
        for (int at = 0; at + HEAD_END.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return at;
            }
        }
        throw new IOException(all.length == 0 ? "the gate did not answer" : "the gate's answer was cut short");
    }
}
