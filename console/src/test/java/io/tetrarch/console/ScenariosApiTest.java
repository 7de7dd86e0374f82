package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.simulator.scenario.Scenario;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScenariosApiTest {
    private Server server;

    @BeforeAll
    void start() {
        server = new Server();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private JsonObject run(String name, String body) {
        HttpResponse<byte[]> response = server.post("/v1/scenarios/" + name + "/runs", body);
        assertThat(response.statusCode()).as(Server.text(response)).isEqualTo(201);
        return Server.json(response);
    }

    private static JsonObject at(JsonValue object, String name) {
        return (JsonObject) ((JsonObject) object).get(name);
    }

    private static List<JsonValue> all(JsonObject object, String name) {
        return ((JsonArray) object.get(name)).elements();
    }

    private static void assertProven(JsonObject run) throws Exception {
        var scheme = Ed25519Provider.PORTABLE.load();
        Group group = GroupFile.read(at(run, "group").toJson().getBytes(StandardCharsets.UTF_8), scheme);
        assertThat(new ProofVerifier(group, scheme)
                        .verify(at(run, "proof").toJson().getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Verification.Authentic.class);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyScenarioRunsAndWhatItDecidesIsProven(Scenario scenario) throws Exception {
        JsonObject run = run(scenario.label(), "{}");

        assertThat(all(run, "events")).isNotEmpty();
        assertThat(all(run, "messages")).isNotEmpty();
        if (scenario == Scenario.QUORUM_NOT_REACHED) {
            assertThat(run.get("proof")).isEqualTo(JsonNull.NULL);
            assertThat(at(run, "outcome").get("decision")).isEqualTo(JsonNull.NULL);
        } else {
            assertProven(run);
        }
    }

    @Test
    void everyRunHasKeysOfItsOwn() {
        assertThat(at(run("denied", "{}"), "group")).isNotEqualTo(at(run("denied", "{}"), "group"));
    }

    @Test
    void everyScenarioThatCanBeRunIsListed() {
        JsonObject list = Server.json(server.get("/v1/scenarios"));

        assertThat(all(list, "scenarios"))
                .extracting(each -> ((JsonObject) each).string("name"))
                .containsExactly(java.util.Arrays.stream(Scenario.values())
                        .map(Scenario::label)
                        .toArray(String[]::new));
        assertThat(all(list, "behaviours")).hasSize(7);
    }

    @Test
    void honestJudgesJudgeTheVisitorsOwnAction() throws Exception {
        JsonObject harmless = run("custom", "{}");
        JsonObject harmful =
                run("custom", "{\"actionText\":" + new io.tetrarch.json.JsonString(Server.DENIED).toJson() + "}");

        assertThat(at(harmless, "outcome").string("decision")).isEqualTo("APPROVED");
        assertThat(at(harmful, "outcome").string("decision")).isEqualTo("DENIED");
        assertProven(harmful);
    }

    @Test
    void oneThatLiesChangesNothingAndOneThatVotesTwiceIsConvicted() throws Exception {
        JsonObject run = run("custom", "{\"behaviours\":{\"domain_expert\":\"equivocates\"}}");

        assertThat(at(run, "outcome").string("decision")).isEqualTo("APPROVED");
        assertThat(at(run, "outcome").get("byzantine")).isEqualTo(JsonArray.ofStrings(List.of("domain_expert")));
        assertThat(all(run, "evidence")).hasSize(1);
        assertProven(run);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"actionText\":\"{\\\"a\\\":~ tru}\"}|2|2",
                "{\"actionText\":\"\"}|1|1",
            })
    void anActionThatIsNoneIsRefusedWithThePlaceInItsOwnText(String body, long line, long column) {
        HttpResponse<byte[]> refused = server.post("/v1/scenarios/custom/runs", body.replace("~", "\\n"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Server.problem(refused)).isEqualTo("not-json");
        assertThat(Server.json(refused).string("field")).isEqualTo("actionText");
        assertThat(Server.json(refused).get("line")).isEqualTo(JsonNumber.of(line));
        assertThat(Server.json(refused).get("column")).isEqualTo(JsonNumber.of(column));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"behaviours\":{\"nobody\":\"honest\"}}|expected replicas among",
                "{\"behaviours\":{\"creative\":\"nice\"}}|behaviours.creative: expected one of honest",
                "{\"behaviours\":[]}|expected an object, found an array",
                "{\"actionText\":1}|expected a string, found a number",
                "{\"other\":1}|expected actionText and behaviours, found other",
            })
    void anOrderThatIsNoneIsRefused(String body, String detail) {
        HttpResponse<byte[]> refused = server.post("/v1/scenarios/custom/runs", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Server.json(refused).string("detail")).contains(detail);
    }

    @Test
    void aScenarioThatDoesNotExistIsNotFound() {
        assertThat(server.post("/v1/scenarios/none/runs", "{}").statusCode()).isEqualTo(404);
    }
}
