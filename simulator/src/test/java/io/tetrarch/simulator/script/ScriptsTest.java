package io.tetrarch.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptsTest {
    static List<String> names() {
        return Library.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPublishedScenarioEndsAsItsScriptExpectsAndTheSameEveryTime(String name) {
        ScriptRun.Result once = ScriptRun.run(Library.named(name), null);

        assertThat(once.violations()).isEmpty();
        assertThat(once.decided()).isPositive();
        assertThat(ScriptRun.run(Library.named(name), null)).isEqualTo(once);
    }

    @Test
    void aDictatedLeaderIsTheOneThatDecides() {
        assertThat(ScriptRun.run(Library.named("dictated-leader"), null).viewChanges())
                .isEqualTo(3);
    }

    @Test
    void anExpectationThatDoesNotHoldIsAViolation() throws JsonRejected {
        ScriptRun.Result result = ScriptRun.run(script("""
            {"name": "x", "replicas": 4, "requests": [{"atMillis": 1}], "untilMillis": 100,
             "expect": {"decided": true, "convicted": [2]}}\
            """), null);

        assertThat(result.violations())
                .hasSize(1)
                .allSatisfy(violation -> assertThat(violation.property()).isEqualTo("S4"));
    }

    @Test
    void whatIsWrongWithAScriptIsSaidWithLineAndColumn() {
        assertThatThrownBy(() -> script("{\"name\": \"x\",\n \"replicas\": 5, \"requests\": []}"))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("2:14")
                .hasMessageContaining("3f+1");
        assertThatThrownBy(() -> script("""
            {"name": "x", "replicas": 4, "requests": [], "untilMillis": 1,
             "rules": [{"type": "PREPAR", "do": "DROP"}], "expect": {"decided": false}}\
            """))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("2:")
                .hasMessageContaining("PREPARE");
        assertThatThrownBy(() -> script("""
            {"name": "x", "replicas": 4, "requests": [], "untilMillis": 1,
             "steps": [{"atMillis": 1, "crash": "0'", "downMillis": 5}], "expect": {"decided": false}}\
            """)).isInstanceOf(JsonRejected.class).hasMessageContaining("twin");
    }

    @Test
    void severalClientsAskEachUnderNumbersOfTheirOwn() throws JsonRejected {
        ScriptRun.Result result = ScriptRun.run(script("""
            {"name": "x", "replicas": 4, "untilMillis": 3000, "expect": {"decided": true},
             "requests": [{"atMillis": 1, "client": 2}, {"atMillis": 1, "client": 0, "times": 6, "everyMillis": 40}]}\
            """), null);

        assertThat(result.violations()).isEmpty();
        assertThat(result.decided()).isEqualTo(7);
    }

    @Test
    void aRoundsLeaderIsTheOneThatDecidesAndTheViewsBeforeHisMakeNoProgress() throws JsonRejected {
        String rounds = "\"rounds\": [{\"leader\": 2}, {\"leader\": 1, \"blocks\": [[\"0\"], [\"1\", \"2\", \"3\"]]}]";

        assertThat(script(calm(rounds)).rounds())
                .containsExactly(new Script.Round(-1, 2, List.of()), new Script.Round(2, 5, List.of(0b0001L, 0b1110L)));
        assertThat(ScriptRun.run(script(calm(rounds)), null).viewChanges()).isEqualTo(2);
    }

    @Test
    void aRoundCutsAlsoWhatHasNoView() throws JsonRejected {
        List<String> lines = new ArrayList<>();
        ScriptRun.Result result = ScriptRun.run(
                script(calm("\"rounds\": [{\"view\": 0, \"blocks\": [[\"0\", \"1\", \"2\"], [\"3\"]]}]")), lines::add);

        assertThat(result.decided()).isEqualTo(1);
        assertThat(lines)
                .filteredOn(line -> millis(line) < 4_000)
                .noneMatch(line -> line.contains("replica 3 executes"))
                .anyMatch(line -> line.contains("replica 2 executes"));
    }

    @Test
    void aRuleHoldsInItsTimeOnly() throws JsonRejected {
        List<String> lines = new ArrayList<>();
        ScriptRun.run(
                script(calm("\"rules\": [{\"do\": \"DROP\", \"fromMillis\": 5, \"untilMillis\": 2000}]")), lines::add);

        assertThat(lines)
                .filteredOn(line -> line.contains("executes"))
                .isNotEmpty()
                .allMatch(line -> millis(line) >= 2_000)
                .anyMatch(line -> millis(line) < 4_000);
    }

    @Test
    void aRequestGoesToTheTwinThatIsNamed() throws JsonRejected {
        String twins = "\"byzantine\": [0], \"twins\": [0], \"seed\": 1";
        Script named = script(calm(twins).replace("\"atMillis\": 10", "\"atMillis\": 10, \"to\": [\"0'\", 2]"));
        Script numbered = script(calm(twins).replace("\"atMillis\": 10", "\"atMillis\": 10, \"to\": [0, 2]"));

        assertThat(named.requests().getFirst().to()).isEqualTo(0b10100L);
        assertThat(numbered.requests().getFirst().to()).isEqualTo(0b10101L);
        assertThat(ScriptRun.run(named, null).hash())
                .isNotEqualTo(ScriptRun.run(numbered, null).hash());
    }

    @Test
    void whatIsWrongWithARequestARoundOrARulesTimeIsSaidWithLineAndColumn() {
        assertThatThrownBy(() -> script(calm("\"rules\": [{\"do\": \"DROP\", \"fromMillis\": 9, \"untilMillis\": 9}]")))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("2:")
                .hasMessageContaining("fromMillis");
        assertThatThrownBy(() -> script(calm("\"rounds\": [{\"view\": 0, \"leader\": 1, \"blocks\": []}]")))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("2:")
                .hasMessageContaining("both");
        assertThatThrownBy(() ->
                        script(calm("\"seed\": 1").replace("\"atMillis\": 10", "\"atMillis\": 10, \"client\": 16")))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("3:");
        assertThatThrownBy(() -> script(calm("\"seed\": 1")
                        .replace("\"atMillis\": 10", "\"atMillis\": 10, \"times\": 1001, \"everyMillis\": 1")))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("3:");
        assertThatThrownBy(() ->
                        script(calm("\"seed\": 1").replace("\"atMillis\": 10", "\"atMillis\": 10, \"to\": [\"1'\"]")))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("3:")
                .hasMessageContaining("twin");
    }

    /** One request to four replicas, and what else the script says. */
    private static String calm(String more) {
        return """
            {"name": "x", "replicas": 4, "untilMillis": 4000, "expect": {"decided": true},
             %s,
             "requests": [{"atMillis": 10}]}\
            """.formatted(more);
    }

    private static long millis(String line) {
        return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }

    private static Script script(String json) throws JsonRejected {
        return ScriptReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
