package io.tetrarch.agents.trial;

import static io.tetrarch.agents.trial.Events.array;
import static io.tetrarch.agents.trial.Events.type;

import io.tetrarch.agents.trial.ModelWire.Call;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;

/** A turn as Anthropic's messages have it. */
final class MessagesTurn {
    private MessagesTurn() {}

    static String of(List<Call> calls, boolean isStreamed) {
        if (!isStreamed) {
            return message(new JsonArray(content(calls)))
                    .put("stop_reason", reason(calls))
                    .build()
                    .toJson();
        }
        JsonObject begun = message(array()).put("stop_reason", JsonNull.NULL).build();
        Events events =
                new Events().typed(type("message_start").put("message", begun).build());
        if (calls.isEmpty()) {
            block(events, 0, text(""), type("text_delta").put("text", "done").build());
        }
        for (int at = 0; at < calls.size(); at++) {
            Call call = calls.get(at);
            JsonObject arguments = type("input_json_delta")
                    .put("partial_json", call.argumentsAsText())
                    .build();
            block(events, at, use(call, JsonObject.builder().build()), arguments);
        }
        JsonObject end = JsonObject.builder().put("stop_reason", reason(calls)).build();
        return events.typed(type("message_delta")
                        .put("delta", end)
                        .put("usage", usage())
                        .build())
                .typed(type("message_stop").build())
                .toString();
    }

    private static void block(Events events, int at, JsonObject start, JsonObject delta) {
        events.typed(type("content_block_start")
                        .put("index", at)
                        .put("content_block", start)
                        .build())
                .typed(type("content_block_delta")
                        .put("index", at)
                        .put("delta", delta)
                        .build())
                .typed(type("content_block_stop").put("index", at).build());
    }

    private static List<JsonValue> content(List<Call> calls) {
        return calls.isEmpty()
                ? List.of(text("done"))
                : calls.stream()
                        .<JsonValue>map(each -> use(each, each.arguments()))
                        .toList();
    }

    private static JsonObject text(String text) {
        return type("text").put("text", text).build();
    }

    private static JsonObject use(Call call, JsonObject input) {
        return type("tool_use")
                .put("id", call.id())
                .put("name", call.tool())
                .put("input", input)
                .build();
    }

    private static JsonObject.Builder message(JsonArray content) {
        return type("message")
                .put("id", "msg_1")
                .put("role", "assistant")
                .put("model", "scripted")
                .put("content", content)
                .put("stop_sequence", JsonNull.NULL)
                .put("usage", usage());
    }

    private static JsonObject usage() {
        return JsonObject.builder()
                .put("input_tokens", 1)
                .put("output_tokens", 1)
                .build();
    }

    private static String reason(List<Call> calls) {
        return calls.isEmpty() ? "end_turn" : "tool_use";
    }
}
