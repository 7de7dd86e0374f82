package io.tetrarch.agents.hook;

import io.tetrarch.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A coding agent with hooks, and how it wants to be answered. A refusal is always exit code 2 with text on stderr, and on
 * stdout the JSON that this agent takes for one, if it takes any.
 */
public enum HookHost {
    CLAUDE_CODE("claude-code", "Claude Code"),
    CODEX("codex", "Codex"),
    GEMINI_CLI("gemini-cli", "Gemini CLI"),
    COPILOT_CLI("copilot-cli", "Copilot CLI"),
    OPENCODE("opencode", "opencode"),
    CURSOR("cursor", "Cursor"),
    KIRO("kiro", "Kiro");

    private final String word;
    private final String title;

    HookHost(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** As it is named on command lines and in paths. */
    public String word() {
        return word;
    }

    /** As people name it. */
    public String title() {
        return title;
    }

    public static Optional<HookHost> named(String word) {
        return Arrays.stream(values()).filter(host -> host.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(HookHost::word).toList();
    }

    /** What it reads as a refusal with this reason; empty if it goes by exit code and stderr alone. */
    public Optional<JsonObject> refusal(String reason) {
        return switch (this) {
            case CLAUDE_CODE, CODEX ->
                Optional.of(JsonObject.builder()
                        .put(
                                "hookSpecificOutput",
                                JsonObject.builder()
                                        .put("hookEventName", "PreToolUse")
                                        .put("permissionDecision", "deny")
                                        .put("permissionDecisionReason", reason)
                                        .build())
                        .build());
            case GEMINI_CLI ->
                Optional.of(JsonObject.builder()
                        .put("decision", "deny")
                        .put("reason", reason)
                        .build());
            case COPILOT_CLI ->
                Optional.of(JsonObject.builder()
                        .put("permissionDecision", "deny")
                        .put("permissionDecisionReason", reason)
                        .build());
            case CURSOR ->
                Optional.of(JsonObject.builder()
                        .put("permission", "deny")
                        .put("user_message", reason)
                        .put("agent_message", reason)
                        .build());
            case OPENCODE, KIRO -> Optional.empty();
        };
    }

    /**
     * What it has to read where nothing is refused; empty if silence will do. None but Cursor is told "allow": that would
     * take the agent's own questions to its user away too.
     */
    public Optional<JsonObject> consent() {
        return switch (this) {
            case CURSOR ->
                Optional.of(JsonObject.builder().put("permission", "allow").build());
            case CLAUDE_CODE, CODEX, GEMINI_CLI, COPILOT_CLI, OPENCODE, KIRO -> Optional.empty();
        };
    }
}
