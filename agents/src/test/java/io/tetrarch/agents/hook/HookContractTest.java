package io.tetrarch.agents.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each agent says before a tool call, what the gate is asked, and the words of a refusal. */
final class HookContractTest {
    static List<String> transcripts() throws Exception {
        try (InputStream in = HookContractTest.class.getResourceAsStream("transcripts.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static JsonObject object(String text) throws JsonRejected {
        return JsonParser.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.ACTION);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void whatAnAgentSaysBecomesThisAction(String line) throws Exception {
        JsonObject transcript = object(line);
        HookHost host = HookHost.named(transcript.string("agent")).orElseThrow();

        HookCall call = HookCall.read(host, JsonWriter.compactBytes(transcript.get("says")));

        assertThat(HookAction.of(host, call).toString())
                .isEqualTo(transcript.get("action").toJson());
    }

    @Test
    void everyAgentHasATranscript() throws Exception {
        TreeSet<String> agents = new TreeSet<>();
        for (String line : transcripts()) {
            agents.add(object(line).string("agent"));
        }
        assertThat(agents).containsExactlyInAnyOrderElementsOf(HookHost.words());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-code|{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"No\"}}",
                "codex|{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"No\"}}",
                "gemini-cli|{\"decision\":\"deny\",\"reason\":\"No\"}",
                "copilot-cli|{\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"No\"}",
                "cursor|{\"permission\":\"deny\",\"user_message\":\"No\",\"agent_message\":\"No\"}",
                "opencode|''",
                "kiro|''"
            })
    void aRefusalIsInTheAgentsOwnForm(String agent, String json) {
        HookHost host = HookHost.named(agent).orElseThrow();

        assertThat(HookAnswer.deny("No").text(host, "77"))
                .isEqualTo("tetrarch-hook/1 77 deny\n" + json + "\nNo\nend 77\n");
    }

    @Test
    void noAgentButCursorIsToldThatACallIsAllowed() {
        for (HookHost host : HookHost.values()) {
            String json = host == HookHost.CURSOR ? "{\"permission\":\"allow\"}" : "";
            assertThat(new HookAnswer(true, "Yes").text(host, "77"))
                    .isEqualTo("tetrarch-hook/1 77 allow\n" + json + "\nYes\nend 77\n");
        }
    }

    @Test
    void aReasonIsOneLineWhateverIsInIt() {
        assertThat(HookAnswer.deny("a\nend 77\r\u2028\u001B[2J\uD800b").reason())
                .isEqualTo("a end 77   [2J b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-code|{\"tool_input\":{}}|expected a member \"tool_name\"",
                "claude-code|{\"tool_name\":\" \",\"tool_input\":{}}|expected the name of a tool",
                "codex|{\"tool_name\":\"Bash\"}|expected a member \"tool_input\"",
                "gemini-cli|{\"tool_name\":\"x\",\"tool_input\":[]}|expected an object, found an array",
                "copilot-cli|{\"toolName\":\"bash\",\"toolArgs\":\"{\"}|expected an object as text",
                "cursor|{\"hook_event_name\":\"afterFileEdit\"}|expected an event before a tool call",
                "claude-code|{\"tool_name\":\"x\",\"tool_input\":{\"n\":9007199254740993}}|an integer that keeps its"
                        + " digits",
                "claude-code|{\"tool_name\":\"x\",\"tool_name\":\"y\",\"tool_input\":{}}|a second time"
            })
    void whatIsNoCallOrCanBeReadInTwoWaysIsRefused(String agent, String said, String problem) {
        HookHost host = HookHost.named(agent).orElseThrow();

        assertThatThrownBy(() -> HookCall.read(host, said.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining(problem);
    }
}
