package io.tetrarch.net.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.link.QueueLoad;
import io.tetrarch.node.replica.MailboxLoad;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.Standing;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {
    private final Seen node = new Seen();
    private final NodeMetrics metrics = new NodeMetrics();
    private OpsServer server;

    /** Replica 0 of four, as the test says that it is. */
    private static final class Seen implements NodeView {
        private Standing standing = new Standing(5, true, 128, 200);
        private ReplicaState.Run run = ReplicaState.Run.AT_WORK;
        private long[] executed = {0, 200, 199, 200};
        private long silentMillis = 10;
        private long sinceTickMillis = 3;

        @Override
        public List<String> replicaNames() {
            return List.of("a", "b", "c", "d");
        }

        @Override
        public int self() {
            return 0;
        }

        @Override
        public ReplicaState state() {
            return new ReplicaState(standing, run, Optional.empty());
        }

        @Override
        public List<Peer> peers() {
            return IntStream.range(1, executed.length)
                    .mapToObj(peer -> new Peer(
                            peer,
                            replicaNames().get(peer),
                            true,
                            new QueueLoad(peer, 100L * peer, 10L * peer),
                            Optional.of(new Heard(executed[peer], false, silentMillis))))
                    .toList();
        }

        @Override
        public Map<String, Long> linkRefusals() {
            return Map.of("not_a_member", 7L);
        }

        @Override
        public List<MailboxLoad> mailbox() {
            return List.of(
                    new MailboxLoad(1, 0),
                    new MailboxLoad(2, 0),
                    new MailboxLoad(0, 9),
                    new MailboxLoad(0, 0),
                    new MailboxLoad(3, 4));
        }

        @Override
        public long sinceTickMillis() {
            return sinceTickMillis;
        }
    }

    @BeforeEach
    void start() throws Exception {
        metrics.of(node);
        server = OpsServer.start(new Address("127.0.0.1", 0), node, metrics);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    private List<String> reasons() throws Exception {
        HttpResponse<String> answer = get("/readyz");
        JsonCursor json = JsonCursor.parse(answer.body().getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
        List<String> reasons = new ArrayList<>();
        for (JsonCursor each : json.member("because").elements()) {
            reasons.add(each.string());
        }
        assertThat(answer.statusCode()).isEqualTo(reasons.isEmpty() ? 200 : 503);
        return reasons;
    }

    @Test
    void aReplicaThatTakesPartIsReady() throws Exception {
        assertThat(reasons()).isEmpty();
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void oneThatDoesNotSaysEachReason() throws Exception {
        node.standing = new Standing(6, false, 0, 10);
        assertThat(reasons()).containsExactly("waits for the NEW-VIEW of view 6", "is 190 sequences behind");
        node.silentMillis = 5_000;
        assertThat(reasons()).containsExactly("waits for the NEW-VIEW of view 6", "hears 0 of 3 peers, and needs 2");
        node.run = ReplicaState.Run.FAILED;
        assertThat(reasons()).first().isEqualTo("has halted");
    }

    @Test
    void onePeerThatLiesMakesNobodyLookBehind() throws Exception {
        node.executed = new long[] {0, 200, 1_000_000, 199};
        assertThat(reasons()).isEmpty();
    }

    @Test
    void whatStandsStillIsNotAlive() throws Exception {
        node.sinceTickMillis = 60_000;
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
    }

    @Test
    void theFiguresAreThereUnderTheirNames() throws Exception {
        metrics.rejected("quota");
        metrics.viewChanged(true);
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(NodeMetrics.CONTENT_TYPE);
        assertThat(answer.body())
                .contains(
                        "tetrarch_replica_view 5",
                        "tetrarch_replica_leader 1",
                        "tetrarch_replica_ready 1",
                        "tetrarch_peer_lag_sequences{peer=\"c\"} 1",
                        "tetrarch_peer_queue_frames{peer=\"d\"} 3",
                        "tetrarch_link_refusals_total{reason=\"not_a_member\"} 7",
                        "tetrarch_rejected_requests_total{reason=\"quota\"} 1",
                        "tetrarch_view_changes_total{what=\"entered\"} 1",
                        "tetrarch_peer_queue_bytes{peer=\"d\"} 300",
                        "tetrarch_peer_queue_dropped_total{peer=\"d\"} 30",
                        "tetrarch_mailbox_items{sender=\"b\"} 2",
                        "tetrarch_mailbox_overflow_total{sender=\"c\"} 9",
                        "tetrarch_mailbox_items{sender=\"clients\"} 3",
                        "tetrarch_mailbox_overflow_total{sender=\"clients\"} 4");
    }

    @Test
    void nothingElseIsServedAndNothingTakenIn() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(uri("/metrics"))
                                .POST(HttpRequest.BodyPublishers.ofString("x"))
                                .build())
                        .statusCode())
                .isEqualTo(405);
    }

    /** Neither what is no HTTP nor a request that never ends keeps others from being answered. */
    @Test
    void garbageAndSilenceCostOthersNothing() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                idle.add(socket);
                socket.getOutputStream()
                        .write((i % 2 == 0 ? "GET /metr" : "\u0000\u0001 garbage\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(get("/healthz").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }
}
