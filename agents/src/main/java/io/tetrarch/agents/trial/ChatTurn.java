package io.tetrarch.agents.trial;

import static io.tetrarch.agents.trial.Events.array;
import static io.tetrarch.agents.trial.Events.type;

import io.tetrarch.agents.trial.ModelWire.Call;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.stream.IntStream;

/** A turn as OpenAI's chat completions have it. */
final class ChatTurn {
    private ChatTurn() {}

    static String of(List<Call> calls, boolean isStreamed) {
        String reason = calls.isEmpty() ? "stop" : "tool_calls";
        if (!isStreamed) {
            return document("chat.completion", "message", message(calls), reason)
                    .toJson();
        }
        return new Events()
                .plain(document("chat.completion.chunk", "delta", message(calls), ""))
                .plain(document(
                        "chat.completion.chunk", "delta", JsonObject.builder().build(), reason))
                .end("[DONE]")
                .toString();
    }

    private static JsonObject document(String object, String member, JsonObject part, String reason) {
        JsonObject choice = JsonObject.builder()
                .put("index", 0)
                .put(member, part)
                .put("finish_reason", reason.isEmpty() ? JsonNull.NULL : new JsonString(reason))
                .build();
        JsonObject usage = JsonObject.builder()
                .put("prompt_tokens", 1)
                .put("completion_tokens", 1)
                .put("total_tokens", 2)
                .build();
        return JsonObject.builder()
                .put("id", "chat_1")
                .put("object", object)
                .put("created", 1)
                .put("model", "scripted")
                .put("choices", array(choice))
                .put("usage", usage)
                .build();
    }

    private static JsonObject message(List<Call> calls) {
        JsonObject.Builder message = JsonObject.builder().put("role", "assistant");
        if (calls.isEmpty()) {
            return message.put("content", "done").build();
        }
        List<JsonValue> all = IntStream.range(0, calls.size())
                .<JsonValue>mapToObj(at -> call(at, calls.get(at)))
                .toList();
        return message.put("content", JsonNull.NULL)
                .put("tool_calls", new JsonArray(all))
                .build();
    }

    private static JsonObject call(int at, Call call) {
        JsonObject function = JsonObject.builder()
                .put("name", call.tool())
                .put("arguments", call.argumentsAsText())
                .build();
        return type("function")
                .put("index", at)
                .put("id", call.id())
                .put("function", function)
                .build();
    }
}
