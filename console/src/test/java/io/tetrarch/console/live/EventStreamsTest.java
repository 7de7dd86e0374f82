package io.tetrarch.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.access.Access;
import io.tetrarch.console.http.Limits;
import io.tetrarch.console.http.WebServer;
import io.tetrarch.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
final class EventStreamsTest {
    private static final int KEPT = 8;
    /** So many of them that no buffers between the server and a reader hold them. */
    private static final int PUBLISHED = 2_000;

    private static final JsonObject LARGE =
            JsonObject.builder().put("text", "x".repeat(64 * 1024)).build();

    private record Large() implements Live {
        @Override
        public String name() {
            return "large";
        }

        @Override
        public JsonObject data() {
            return LARGE;
        }
    }

    @Test
    void aReaderTooSlowForTheLogIsToldHowMuchItMissedAndSentAway() throws Exception {
        EventLog log = new EventLog(KEPT);
        EventStreams streams = new EventStreams(log, Access.LOCAL, "run", 1);
        try (WebServer server = WebServer.start(
                        new WebServer.Address("127.0.0.1", 0, List.of()),
                        new WebServer.Offer(streams.routes(), Access.LOCAL, Limits.standard(), List.of()));
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().port())) {
            socket.getOutputStream()
                    .write(("GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1:"
                                    + server.address().port() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            readTo(reader, "event: hello");
            log.publish(new Large());
            readTo(reader, "event: large");
            for (int i = 0; i < PUBLISHED; i++) {
                log.publish(new Large());
            }

            readTo(reader, "event: dropped");
            String told = reader.readLine();
            assertThat(told).startsWith("data: {\"missed\":").doesNotContain("\"missed\":0");
            while (streams.open() > 0) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(log.newest()).isEqualTo(1 + PUBLISHED);
        }
    }

    private static void readTo(BufferedReader reader, String line) throws IOException {
        String read = reader.readLine();
        while (read != null && !read.equals(line)) {
            read = reader.readLine();
        }
        assertThat(read).isEqualTo(line);
    }
}
