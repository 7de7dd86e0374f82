package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.access.Tokens;
import io.tetrarch.embedded.BreaksInTurn;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Hash;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
final class DrillApiTest {
    private static JsonObject replica(HttpResponse<byte[]> replicas, int index) {
        return (JsonObject)
                ((JsonArray) Server.json(replicas).get("replicas")).elements().get(index);
    }

    @Test
    void theLeaderIsHaltedTheOthersDecideAndItComesBack() throws Exception {
        try (Server server = new Server();
                EventReader reader = new EventReader(server, server.request("/v1/events"))) {
            assertThat(reader.next().get("event")).isEqualTo("hello");
            server.post("/v1/decisions", Server.ACTION);

            HttpResponse<byte[]> halted = server.drill("analytical", "halt");
            assertThat(halted.statusCode()).isEqualTo(200);
            assertThat(replica(halted, 0).string("health")).isEqualTo("HALTED");
            assertThat(replica(halted, 0).get("startable")).isEqualTo(new JsonBoolean(true));
            assertThat(Server.json(reader.next("halted").get("data")).string("replica"))
                    .isEqualTo("analytical");
            assertThat(Server.json(server.post("/v1/decisions", Server.ACTION)).string("leader"))
                    .isNotEqualTo("analytical");

            HttpResponse<byte[]> started = server.drill("analytical", "start");
            assertThat(started.statusCode()).isEqualTo(200);
            assertThat(Server.json(reader.next("started").get("data")).string("replica"))
                    .isEqualTo("analytical");
            Server.await("it has caught up", () -> {
                JsonObject back = replica(server.get("/v1/replicas"), 0);
                return "WELL".equals(back.string("health"))
                        && "0".equals(back.get("lag").toJson());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "halt"})
    void whatDoesNotFitIsRefused(String what) throws Exception {
        try (Server server = new Server()) {
            server.drill("creative", "halt");
            String name = what.equals("halt") ? "creative" : "analytical";

            HttpResponse<byte[]> refused = server.drill(name, what);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Server.json(refused).string("detail")).contains(name);
            assertThat(server.drill("nobody", what).statusCode()).isEqualTo(404);
        }
    }

    /** Falls over when the replica executes, as over a broken invariant. */
    private static final class Breaker implements ClusterObserver {
        @Override
        public void onExecuted(Executed executed) {
            if (executed.replica() == 3) {
                throw new IllegalStateException("broken");
            }
        }
    }

    @Test
    void aReplicaThatStoppedByItselfIsNotStartedAgain() throws Exception {
        try (Server server = new Server(BreaksInTurn.by(new Breaker(), EmbeddedCluster.builder()))) {
            server.post("/v1/decisions", Server.ACTION);
            Server.await(
                    "the breakdown",
                    () -> "HALTED".equals(replica(server.get("/v1/replicas"), 3).string("health")));

            HttpResponse<byte[]> refused = server.drill("domain_expert", "start");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Server.json(refused).string("detail")).contains("stopped by itself");
        }
    }

    private static ConsoleOptions withTokens() throws Exception {
        return ConsoleOptions.shared(
                ConsoleOptions.local(0).address(),
                Tokens.read(("{\"tokens\":[" + token("agent", "\"read\",\"submit\",\"approve\"") + ","
                                + token("operator", "\"operate\"") + "]}")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whereTokensAreNeededOnlyWhoeverOperatesMayHalt() throws Exception {
        try (Server server = new Server(withTokens(), ClusterObserver.NONE)) {
            for (String token : new String[] {"agent", "operator"}) {
                assertThat(server.send(server.posting("/v1/replicas/creative/halt", "")
                                        .header("Authorization", "Bearer " + token))
                                .statusCode())
                        .isEqualTo(token.equals("operator") ? 200 : 403);
            }
        }
    }

    @Test
    void whereTokensAreNeededOnlyWhoeverOperatesMayLookInsideAReplica() throws Exception {
        String inside = "/v1/replicas/creative/inspection";
        try (Server server = new Server(withTokens(), ClusterObserver.NONE)) {
            HttpResponse<byte[]> reader = server.send(server.request(inside).header("Authorization", "Bearer agent"));
            assertThat(reader.statusCode()).isEqualTo(403);
            assertThat(Server.text(reader)).doesNotContain("timersMillis");
            assertThat(server.get(inside).statusCode()).isEqualTo(401);

            HttpResponse<byte[]> operator =
                    server.send(server.request(inside).header("Authorization", "Bearer operator"));
            assertThat(operator.statusCode()).isEqualTo(200);
            assertThat(Server.json(operator).string("replica")).isEqualTo("creative");
        }
    }

    private static String token(String name, String roles) {
        return "{\"name\":\"" + name + "\",\"sha3\":\"" + Hash.sha3(name.getBytes(StandardCharsets.UTF_8))
                + "\",\"roles\":[" + roles + "]}";
    }
}
