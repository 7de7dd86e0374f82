package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Permission;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionsTest {
    /** The replicas execute one after the other, and each has its own quorum of commits as the certificate. */
    private static final Set<String> GROWING =
            Set.of("timeline", "receipt", "commits", "certifiedSequence", "view", "leader");

    private Server server;

    @BeforeAll
    void start() {
        server = new Server();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private static String field(HttpResponse<byte[]> response, String name) {
        return String.valueOf(Server.json(response).string(name));
    }

    /** What is the same whenever it is asked for: the rest tells what the replicas have done so far. */
    private static JsonObject lasting(HttpResponse<byte[]> response) {
        JsonObject.Builder lasting = JsonObject.builder();
        Server.json(response).members().forEach((name, value) -> {
            if (!GROWING.contains(name)) {
                lasting.put(name, value);
            }
        });
        return lasting.build();
    }

    @Test
    void secretsAreMaskedWhereTheyAreShownAndNotInTheBytesThatWereSigned() {
        String secret =
                "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/x\",\"password\":\"hunter2\"}";
        JsonObject made = Server.json(server.post("/v1/decisions", secret));

        assertThat(made.string("actionText")).isEqualTo(secret);
        assertThat(made.get("action").toJson()).contains("[redacted]").doesNotContain("hunter2");
        assertThat(Server.text(server.get("/v1/decisions?limit=1")))
                .contains("[redacted]")
                .doesNotContain("hunter2");
    }

    @Test
    void anActionIsDecidedAndItsProofVerifies() throws Exception {
        HttpResponse<byte[]> made = server.post("/v1/decisions", Server.ACTION);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(field(made, "outcome")).isEqualTo("APPROVED");
        assertThat(field(made, "actionText")).isEqualTo(Server.ACTION);
        String place = made.headers().firstValue("Location").orElseThrow();
        assertThat(lasting(server.get(place))).isEqualTo(lasting(made));

        byte[] file = server.get(place + "/proof").body();
        Verification verified = new ProofVerifier(server.cluster.group(), Ed25519Provider.PORTABLE.load()).verify(file);
        Action action = Action.parse(Server.ACTION.getBytes(StandardCharsets.UTF_8));
        assertThat(verified)
                .isInstanceOfSatisfying(
                        Verification.Authentic.class,
                        proof -> assertThat(proof.permits(action, "gate", System.currentTimeMillis()))
                                .isEqualTo(new Permission.Permitted()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,}|1|8",
                "{\"kind\":\"x\",~  \"a\": tru}|2|8",
                "[1]|1|1",
                "''|1|1",
                "{\"a\":1,\"a\":2}|1|8",
            })
    void whatIsNoActionIsRefusedWithItsPlace(String body, long line, long column) {
        HttpResponse<byte[]> refused = server.post("/v1/decisions", body.replace('~', '\n'));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Server.problem(refused)).isEqualTo("not-json");
        assertThat(Server.json(refused).get("line")).isEqualTo(JsonNumber.of(line));
        assertThat(Server.json(refused).get("column")).isEqualTo(JsonNumber.of(column));
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void theSameKeyWithTheSameActionIsTheSameDecision() {
        var request = server.posting("/v1/decisions", Server.ACTION).header("Idempotency-Key", "once");

        HttpResponse<byte[]> first = server.send(request);
        HttpResponse<byte[]> again = server.send(request);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(field(again, "id")).isEqualTo(field(first, "id"));
        assertThat(field(server.post("/v1/decisions", Server.ACTION), "id")).isNotEqualTo(field(first, "id"));
    }

    @Test
    void theSameKeyWithAnotherActionIsRefused() {
        server.send(server.posting("/v1/decisions", Server.ACTION).header("Idempotency-Key", "twice"));

        HttpResponse<byte[]> other = server.send(
                server.posting("/v1/decisions", "{\"kind\":\"other\"}").header("Idempotency-Key", "twice"));
        HttpResponse<byte[]> otherTerms = server.send(
                server.posting("/v1/decisions?lifeSeconds=9", Server.ACTION).header("Idempotency-Key", "twice"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Server.problem(other)).isEqualTo("key-reused");
        assertThat(Server.problem(otherTerms)).isEqualTo("key-reused");
    }

    @Test
    void whoeverDoesNotWaitIsToldWhereToLook() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        try (Server slow = new Server(
                ConsoleOptions.local(0),
                ClusterObserver.NONE,
                judge -> new Stubborn(judge, new CountDownLatch(1), let))) {
            HttpResponse<byte[]> accepted =
                    slow.send(slow.posting("/v1/decisions", Server.ACTION).setHeader("Prefer", "respond-async"));

            assertThat(accepted.statusCode()).isEqualTo(202);
            assertThat(accepted.headers().firstValue("Preference-Applied")).hasValue("respond-async");
            String ticket = accepted.headers().firstValue("Location").orElseThrow();
            assertThat(field(slow.get(ticket), "status")).isEqualTo("PENDING");
            let.countDown();
            Server.await("a decision", () -> !field(slow.get(ticket), "status").equals("PENDING"));
            assertThat(field(slow.get(ticket), "outcome")).isEqualTo("APPROVED");
        }
    }

    @Test
    void anExecutorThatTheGroupDoesNotKnowIsRefusedByTheReplicas() {
        HttpResponse<byte[]> refused = server.post("/v1/decisions?executor=stranger", Server.ACTION);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Server.problem(refused)).isEqualTo("refused");
        assertThat(field(refused, "detail")).contains("UNKNOWN_TERMS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?lifeSeconds=0",
                "?lifeSeconds=x",
                "?lifeSeconds=604801",
            })
    void aLifeThatIsNoneIsRefused(String query) {
        HttpResponse<byte[]> refused = server.post("/v1/decisions" + query, Server.ACTION);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(field(refused, "detail")).startsWith("lifeSeconds: expected");
    }

    @Test
    void decisionsAreListedLatestFirstInPages() {
        server.post("/v1/decisions", Server.ACTION);
        server.post("/v1/decisions", "{\"kind\":\"execute_tool\",\"tool\":\"needle\"}");
        server.post("/v1/decisions", Server.ACTION);

        JsonObject page = Server.json(server.get("/v1/decisions?limit=2"));
        JsonObject next = Server.json(
                server.get("/v1/decisions?limit=1&before=" + page.get("next").toJson()));

        List<Long> indexes = indexes(page);
        assertThat(indexes).hasSize(2).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(indexes(next)).containsExactly(indexes.getLast() - 1);
        assertThat(indexes(Server.json(server.get("/v1/decisions?tool=needle"))))
                .hasSize(1);
        assertThat(indexes(Server.json(server.get("/v1/decisions?text=NEEDLE"))))
                .hasSize(1);
        assertThat(indexes(Server.json(server.get("/v1/decisions?tool=none")))).isEmpty();
    }

    @Test
    void theLastPageHasNoNext() {
        server.post("/v1/decisions", Server.ACTION);

        assertThat(Server.json(server.get("/v1/decisions?before=1")).get("next"))
                .isEqualTo(JsonNull.NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=201", "?before=-1", "?outcome=MAYBE", "?limit=many"})
    void aQueryThatIsNoneIsRefused(String query) {
        HttpResponse<byte[]> refused = server.get("/v1/decisions" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(field(refused, "detail")).contains("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999", "-1", "nonsense", "999999/proof", "t0/proof"})
    void whatWasNeverDecidedIsNotFound(String id) {
        assertThat(server.get("/v1/decisions/" + id).statusCode()).isEqualTo(404);
    }

    private static List<Long> indexes(JsonObject page) {
        return ((JsonArray) page.get("decisions"))
                .elements().stream()
                        .map(line -> Long.parseLong(((JsonString) ((JsonObject) line).get("id")).value()))
                        .toList();
    }
}
