package io.tetrarch.agents.hook;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.pbft.message.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool call that an agent's hook tells of.
 *
 * @param tool by the agent's name for it
 * @param arguments exactly as the agent gave them
 * @param folder that the agent works in, where it says so
 * @param session that the agent is in, where it says so
 */
public record HookCall(String tool, JsonObject arguments, Optional<String> folder, Optional<String> session) {
    private static final List<String> SESSIONS = List.of("session_id", "sessionId", "sessionID", "conversation_id");

    /** @throws JsonRejected naming the place, unless it is what this agent sends before a tool call */
    public static HookCall read(HookHost host, byte[] utf8) throws JsonRejected {
        JsonCursor input = JsonCursor.parse(utf8, JsonLimits.ACTION);
        return switch (host) {
            case CLAUDE_CODE, CODEX, GEMINI_CLI, KIRO -> of(input, "tool_name", "tool_input");
            case COPILOT_CLI -> of(input, "toolName", "toolArgs");
            case OPENCODE -> of(input, "tool", "args");
            case CURSOR -> ofCursor(input);
        };
    }

    private static HookCall of(JsonCursor input, String name, String arguments) throws JsonRejected {
        String tool = input.member(name).string();
        if (tool.isBlank()) {
            throw input.member(name).rejected("expected the name of a tool");
        }
        return new HookCall(tool, arguments(input.member(arguments)), folder(input), session(input));
    }

    private static HookCall ofCursor(JsonCursor input) throws JsonRejected {
        String event = input.member("hook_event_name").string();
        return switch (event) {
            case "beforeShellExecution" ->
                new HookCall("Shell", only("command", input.member("command").string()), folder(input), session(input));
            case "beforeReadFile" ->
                new HookCall(
                        "Read", only("file_path", input.member("file_path").string()), folder(input), session(input));
            case "beforeMCPExecution" -> {
                HookCall call = of(input, "tool_name", "tool_input");
                yield new HookCall("MCP:" + call.tool(), call.arguments(), call.folder(), call.session());
            }
            case "preToolUse" -> of(input, "tool_name", "tool_input");
            default -> throw input.member("hook_event_name").rejected("expected an event before a tool call");
        };
    }

    private static JsonObject only(String name, String value) {
        return JsonObject.builder().put(name, value).build();
    }

    private static Optional<String> folder(JsonCursor input) throws JsonRejected {
        @Nullable JsonCursor folder = input.optional("cwd");
        return folder != null && folder.value() instanceof JsonString(String path) && !path.isBlank()
                ? Optional.of(path)
                : Optional.empty();
    }

    /** One that is not spelled as a session is none: the call is judged all the same. */
    private static Optional<String> session(JsonCursor input) throws JsonRejected {
        for (String name : SESSIONS) {
            @Nullable JsonCursor session = input.optional(name);
            if (session != null && session.value() instanceof JsonString(String id) && Principal.isText(id)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** Some send them as an object, some as the text of one. */
    private static JsonObject arguments(JsonCursor member) throws JsonRejected {
        if (!(member.value() instanceof JsonString(String text))) {
            return member.object();
        }
        try {
            return JsonCursor.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.ACTION)
                    .object();
        } catch (JsonRejected e) {
            throw member.rejected("expected an object as text: " + e.problem());
        }
    }
}
