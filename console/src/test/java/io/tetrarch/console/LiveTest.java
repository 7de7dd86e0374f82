package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.BreaksInTurn;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.message.Signed;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
final class LiveTest {
    @Test
    void aDecisionIsToldAsItHappensAndWhoComesBackMissesNothing() throws Exception {
        try (Server server = new Server()) {
            String left;
            try (EventReader reader = new EventReader(server, server.request("/v1/events"))) {
                assertThat(reader.next().get("event")).isEqualTo("hello");
                server.post("/v1/decisions", Server.ACTION);
                left = reader.next("decision").get("id");
            }
            server.post("/v1/decisions", "{\"kind\":\"execute_tool\",\"tool\":\"second\"}");
            try (EventReader again =
                    new EventReader(server, server.request("/v1/events").header("Last-Event-ID", left))) {
                assertThat(again.next().get("event")).isEqualTo("hello");
                assertThat(Server.json(again.next("decision").get("data")).string("tool"))
                        .isEqualTo("second");
            }
        }
    }

    @Test
    void whoWasAwayTooLongOrComesFromAnotherRunIsToldToLoadAnew() throws Exception {
        ConsoleOptions small = ConsoleOptions.local(0).withBounds(new ConsoleOptions.Streams(4, 4));
        try (Server server = new Server(small, ClusterObserver.NONE)) {
            String first;
            try (EventReader reader = new EventReader(server, server.request("/v1/events"))) {
                first = reader.next().get("id");
            }
            server.post("/v1/decisions", Server.ACTION);
            try (EventReader late =
                    new EventReader(server, server.request("/v1/events").header("Last-Event-ID", first))) {
                assertThat(late.next().get("event")).isEqualTo("reset");
            }
            try (EventReader other =
                    new EventReader(server, server.request("/v1/events").header("Last-Event-ID", "x-7"))) {
                assertThat(other.next().get("event")).isEqualTo("reset");
            }
            assertThat(server.send(server.request("/v1/events").header("Last-Event-ID", "nonsense"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void moreStreamsThanAreAllowedAreRefused() throws Exception {
        ConsoleOptions one = ConsoleOptions.local(0).withBounds(new ConsoleOptions.Streams(1, 64));
        try (Server server = new Server(one, ClusterObserver.NONE);
                EventReader reader = new EventReader(server, server.request("/v1/events"))) {
            assertThat(reader.next().get("event")).isEqualTo("hello");
            HttpResponse<byte[]> refused = server.get("/v1/events");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
        }
    }

    @Test
    void aStoppingServerEndsItsStreamsAndSendsAwayWhoWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Server server =
                new Server(ConsoleOptions.local(0), ClusterObserver.NONE, judge -> new Stubborn(judge, asked, never));
        EventReader reader = new EventReader(server, server.request("/v1/events"));
        assertThat(reader.next().get("event")).isEqualTo("hello");
        CompletableFuture<HttpResponse<byte[]>> waiting = server.client.sendAsync(
                server.posting("/v1/decisions", Server.ACTION).build(), BodyHandlers.ofByteArray());
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        server.console.close();

        HttpResponse<byte[]> sentAway = waiting.get(60, TimeUnit.SECONDS);
        assertThat(sentAway.statusCode()).isEqualTo(503);
        assertThat(Server.problem(sentAway)).isEqualTo("unavailable");
        assertThat(reader.next("end")).isNotEmpty();
        never.countDown();
        reader.close();
    }

    /** Falls over when the leader of view 0 next says anything, which takes that replica out of the group. */
    private static final class LeaderKiller implements ClusterObserver {
        private volatile boolean armed;

        @Override
        public void onSent(int replica, Signed<?> message) {
            if (armed && replica == 0) {
                throw new IllegalStateException("the leader is killed");
            }
        }
    }

    @Test
    void whenTheLeaderIsKilledTheStreamTellsOfTheNextAndTheDecisionComes() throws Exception {
        LeaderKiller killer = new LeaderKiller();
        try (Server server = new Server(BreaksInTurn.by(killer, EmbeddedCluster.builder()));
                EventReader reader = new EventReader(server, server.request("/v1/events"))) {
            assertThat(reader.next().get("event")).isEqualTo("hello");
            killer.armed = true;

            HttpResponse<byte[]> made = server.post("/v1/decisions", Server.ACTION);

            assertThat(Server.json(made).string("outcome")).isEqualTo("APPROVED");
            assertThat(Server.json(made).string("leader")).isNotEqualTo("analytical");
            assertThat(Server.json(reader.next("halted").get("data")).string("replica"))
                    .isEqualTo("analytical");
            assertThat(Server.json(reader.next("view").get("data")).string("leader"))
                    .isNotEqualTo("analytical");
            assertThat(reader.next("decision").get("data")).contains("APPROVED");
            Server.await("three in one view", () -> server.get("/readyz").statusCode() == 200);
            assertThat(Server.text(server.get("/v1/replicas"))).contains("\"health\":\"HALTED\"");
        }
    }
}
