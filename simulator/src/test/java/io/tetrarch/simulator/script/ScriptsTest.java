package io.tetrarch.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import java.nio.charset.StandardCharsets;
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

    private static Script script(String json) throws JsonRejected {
        return ScriptReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
