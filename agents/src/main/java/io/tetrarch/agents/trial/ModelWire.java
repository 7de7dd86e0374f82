package io.tetrarch.agents.trial;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How agents speak with models over HTTP. Each says by the request alone whether the model is asked for its first turn, in
 * which it calls the shell, or is told what came of that: so that retries and several sessions do not disturb each other.
 */
enum ModelWire {
    /** Anthropic's messages. */
    MESSAGES("/v1/messages"),
    /** OpenAI's responses. */
    RESPONSES("/responses"),
    /** OpenAI's chat completions. */
    CHAT("/chat/completions"),
    /** Google's generateContent. */
    GEMINI("enerateContent");

    private final String place;

    ModelWire(String place) {
        this.place = place;
    }

    /** @param path of the request, without its query */
    boolean takes(String path) {
        return this == GEMINI ? path.contains(place) : path.endsWith(place);
    }

    /** Whether a tool that runs commands is offered, so that there is something to call. */
    boolean offersShell(JsonObject request) {
        return request.get("tools") instanceof JsonArray tools
                && anywhere(tools, each -> shell().equals(each.string("name")));
    }

    /** Whether it tells what came of a call. */
    boolean hasResult(JsonObject request) {
        return anywhere(request, each -> switch (this) {
            case MESSAGES -> "tool_result".equals(each.string("type"));
            case RESPONSES -> "function_call_output".equals(each.string("type"));
            case CHAT -> "tool".equals(each.string("role"));
            case GEMINI -> each.get("functionResponse") != null;
        });
    }

    /** What the tool that runs commands is called. */
    private String shell() {
        return switch (this) {
            case MESSAGES -> "Bash";
            case RESPONSES -> "exec_command";
            case CHAT -> "bash";
            case GEMINI -> "run_shell_command";
        };
    }

    private JsonObject arguments(String command) {
        JsonObject.Builder arguments = JsonObject.builder();
        return this == RESPONSES
                ? arguments.put("cmd", command).build()
                : arguments.put("command", command).put("description", "probe").build();
    }

    /**
     * A whole turn of the model.
     *
     * @param commands to be run in the shell, all called at once; none: it says that it is done
     * @param isStreamed as events, or as one document
     */
    String turn(List<String> commands, boolean isStreamed) {
        return switch (this) {
            case MESSAGES -> MessagesTurn.of(calls(commands), isStreamed);
            case RESPONSES -> ResponsesTurn.of(calls(commands));
            case CHAT -> ChatTurn.of(calls(commands), isStreamed);
            case GEMINI -> GeminiTurn.of(calls(commands), isStreamed);
        };
    }

    private List<Call> calls(List<String> commands) {
        return IntStream.range(0, commands.size())
                .mapToObj(at -> new Call("call_" + (at + 1), shell(), arguments(commands.get(at))))
                .toList();
    }

    /** A call of a tool, as the model wants it made. */
    record Call(String id, String tool, JsonObject arguments) {
        /** The arguments as a JSON string that holds JSON. */
        JsonString argumentsAsText() {
            return new JsonString(arguments.toJson());
        }
    }

    private static boolean anywhere(JsonValue value, Predicate<JsonObject> wanted) {
        return switch (value) {
            case JsonObject object ->
                wanted.test(object) || object.members().values().stream().anyMatch(each -> anywhere(each, wanted));
            case JsonArray(List<JsonValue> elements) -> elements.stream().anyMatch(each -> anywhere(each, wanted));
            case JsonString text -> false;
            case JsonNumber number -> false;
            case JsonBoolean truth -> false;
            case JsonNull nothing -> false;
        };
    }
}
