package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.proof.bound.Name;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of every test is held against the description as well: see {@link Server#send}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiTest {
    private Server server;

    @BeforeAll
    void start() {
        server = new Server();
        server.post("/v1/decisions", Server.ACTION);
        server.post("/v1/decisions", Server.DENIED);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        TreeSet<String> served = new TreeSet<>();
        server.console.routes().forEach(route -> served.add(route.method().name() + " " + route.path()));

        assertThat(Description.operations()).isEqualTo(served);
    }

    @Test
    void aDevicesNameIsDescribedAndAskedForAsTheGateTakesIt() throws IOException {
        JsonObject schema = (JsonObject)
                Objects.requireNonNull(Server.json(server.get("/openapi.json")).get("components"));
        for (String below : List.of("schemas", "InvitationRequest", "properties", "device")) {
            schema = (JsonObject) Objects.requireNonNull(schema.get(below));
        }
        assertThat(schema.string("pattern")).isEqualTo("^" + Name.READABLE_PATTERN + "$");
        assertThat(Server.text(server.get("/js/console/devices.js")))
                .contains("pattern=\"" + Name.READABLE_PATTERN + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/decisions",
                "/v1/decisions/0",
                "/v1/decisions/1",
                "/v1/decisions/0/proof",
                "/v1/group",
                "/v1/replicas",
                "/v1/ledger",
                "/v1/ledger/inclusion?index=0",
                "/v1/ledger/inclusion?index=0&size=1",
                "/v1/ledger/consistency?from=1",
                "/v1/ledger/consistency?from=0&to=2",
                "/v1/evidence",
                "/v1/independence",
                "/v1/charter",
                "/v1/approvals",
                "/v1/devices",
                "/v1/devices/phone",
                "/v1/scenarios",
                "/metrics",
                "/healthz",
                "/readyz",
                "/openapi.json"
            })
    void whatIsAskedForIsAnsweredAsDescribed(String path) {
        HttpResponse<byte[]> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Description.problem(answer)).isEmpty();
    }

    @Test
    void theLedgersProofsLeadToItsRoots() throws Exception {
        JsonObject head = Server.json(server.get("/v1/ledger"));
        JsonObject proof = Server.json(server.get("/v1/ledger/consistency?from=1"));

        assertThat(proof.string("toRoot")).isEqualTo(head.string("root"));
        assertThat(Server.json(server.get("/v1/ledger/inclusion?index=0&size=1"))
                        .string("leaf"))
                .isEqualTo(proof.string("fromRoot"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/ledger/inclusion",
                "/v1/ledger/inclusion?index=99",
                "/v1/ledger/consistency",
                "/v1/ledger/consistency?from=9999",
                "/v1/ledger/consistency?from=0&to=9999",
                "/v1/evidence?before=x"
            })
    void aProofOfWhatIsNotThereIsRefused(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void theMetricsCountWhatWasDecided() {
        assertThat(Server.text(server.get("/metrics")))
                .contains("tetrarch_decision_seconds_count{outcome=\"approved\"} 1")
                .contains("tetrarch_decision_seconds_count{outcome=\"denied\"} 1")
                .contains("tetrarch_replica_executed_sequence{replica=\"creative\"}");
    }

    @Test
    void aCharterThatIsNoneIsRefusedWithItsPlace() {
        String body = "{\"charter\":" + new JsonString("version: 1\n tiers: ]").toJson() + "}";

        HttpResponse<byte[]> diff = server.post("/v1/charter/diff", body);
        HttpResponse<byte[]> proposal = server.post("/v1/charter/proposals", body);

        assertThat(diff.statusCode()).isEqualTo(400);
        assertThat(Server.json(diff).string("field")).isEqualTo("charter");
        assertThat(Server.json(diff).get("line")).isEqualTo(JsonNumber.of(2));
        assertThat(proposal.statusCode()).isEqualTo(400);
    }

    @Test
    void aCharterIsComparedProposedAndInForceWhenItIsDecided() throws Exception {
        try (Server own = new Server(
                ConsoleOptions.local(0).withCharterText(Server.defaultCharter()),
                io.tetrarch.node.observe.ClusterObserver.NONE)) {
            String next = Server.tightened();
            String body = "{\"charter\":" + new JsonString(next).toJson() + "}";

            JsonObject diff = Server.json(own.post("/v1/charter/diff", body));
            HttpResponse<byte[]> decided = own.post("/v1/charter/proposals", body);

            assertThat(decided.statusCode()).as(Server.text(decided)).isEqualTo(201);
            assertThat(((JsonArray) diff.get("changes")).elements()).hasSize(1);
            assertThat(Server.json(decided).string("outcome")).isEqualTo("APPROVED");
            Server.await(
                    "version 2 in force",
                    () -> Server.json(own.get("/v1/charter")).get("version").equals(JsonNumber.of(2)));
            JsonObject after = Server.json(own.get("/v1/charter"));
            assertThat(after.string("text")).isEqualTo(next);
            List<JsonValue> history = ((JsonArray) after.get("history")).elements();
            assertThat(history).hasSize(2);
            JsonObject swap = (JsonObject) history.getFirst();
            assertThat(swap.get("sequence")).isEqualTo(Server.json(decided).get("sequence"));
            assertThat(swap.get("decision").toJson())
                    .isEqualTo(Server.json(decided).string("id"));
            assertThat(swap.get("askedAt"))
                    .isEqualTo(((JsonObject) Server.json(decided).get("request")).get("notBeforeMillis"));
            assertThat(((JsonObject) history.getLast()).get("decision")).isEqualTo(JsonNull.NULL);
        }
    }

    @Test
    void withoutItsTextACharterIsShownAllTheSame() {
        JsonObject charter = Server.json(server.get("/v1/charter"));

        assertThat(charter.get("text")).isEqualTo(JsonNull.NULL);
        assertThat(((JsonArray) charter.get("tiers")).elements()).isNotEmpty();
    }

    @Test
    void aTierIsShownWithAllThatItMatches() throws Exception {
        String charter = Server.defaultCharter()
                .replaceFirst(
                        "match: \\{category: governance}",
                        "match: {category: governance, kind: swap_charter, client: [gate], arguments: {path:"
                                + " ['/etc/*']}}");
        try (Server own = new Server(EmbeddedCluster.builder().charter(charter.getBytes(StandardCharsets.UTF_8)))) {
            JsonObject tier = (JsonObject)
                    ((JsonArray) Server.json(own.get("/v1/charter")).get("tiers"))
                            .elements()
                            .getFirst();

            assertThat(tier.string("demand")).isEqualTo("unanimous");
            assertThat(tier.get("match").toJson())
                    .isEqualTo("{\"category\":[\"governance\"],\"kind\":[\"swap_charter\"],\"client\":[\"gate\"],"
                            + "\"arguments\":{\"path\":[\"/etc/*\"]}}");
        }
    }

    @Test
    void aDeviceIsInvitedAndAWrongCodeIsRefused() {
        HttpResponse<byte[]> invited =
                server.post("/v1/devices/invitations", "{\"device\":\"phone\",\"secret\":\"" + server.secret() + "\"}");
        assertThat(invited.statusCode()).isEqualTo(201);

        HttpResponse<byte[]> refused = server.post(
                "/v1/devices",
                "{\"device\":\"phone\",\"key\":\"" + "00".repeat(32) + "\",\"code\":\"WRONG\",\"signature\":\""
                        + "00".repeat(64) + "\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(server.post(
                                "/v1/devices/phone/removal",
                                "{\"signer\":\"phone\",\"signature\":\"" + "00".repeat(64) + "\"}")
                        .statusCode())
                .isEqualTo(422);
        for (String body : List.of("{}", "{\"answer\":\"MAYBE\"}", "{\"answer\":\"DENY\",\"answeredMillis\":\"x\"}")) {
            assertThat(server.post("/v1/approvals/a1", body).statusCode()).isEqualTo(400);
        }
        assertThat(server.post(
                                "/v1/approvals/a1",
                                "{\"answer\":\"DENY\",\"answeredMillis\":1,\"signature\":\"" + "00".repeat(64) + "\"}")
                        .statusCode())
                .isEqualTo(409);
    }
}
