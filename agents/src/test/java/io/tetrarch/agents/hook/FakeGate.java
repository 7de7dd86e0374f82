package io.tetrarch.agents.hook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listens where a gate would, and answers each question with bytes of the test's choice. */
final class FakeGate implements AutoCloseable {
    private static final Pattern NONCE = Pattern.compile("nonce=([0-9a-f]{32})");

    private final Path socket;
    private final ServerSocketChannel channel;

    /** @param answer everything that is sent back, by the nonce of the question; null to say nothing and hold the line */
    FakeGate(Path folder, UnaryOperator<String> answer) throws IOException {
        channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket = folder.resolve("gate.sock");
        channel.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> serve(answer));
    }

    Path socket() {
        return socket;
    }

    /** An HTTP answer with this body. */
    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private void serve(UnaryOperator<String> answer) {
        try {
            while (true) {
                SocketChannel asked = channel.accept();
                String said = answer.apply(nonce(asked));
                if (said != null) {
                    asked.write(ByteBuffer.wrap(said.getBytes(StandardCharsets.UTF_8)));
                    asked.close();
                }
            }
        } catch (IOException e) {
            return; // closed: the test is over
        }
    }

    private static String nonce(SocketChannel asked) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        var in = Channels.newInputStream(asked);
        while (!head.toString(StandardCharsets.UTF_8).contains("\r\n\r\n")) {
            head.write(in.read());
        }
        Matcher length = Pattern.compile("Content-Length: ([0-9]+)").matcher(head.toString(StandardCharsets.UTF_8));
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        }
        Matcher nonce = NONCE.matcher(head.toString(StandardCharsets.UTF_8));
        return nonce.find() ? nonce.group(1) : "";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
