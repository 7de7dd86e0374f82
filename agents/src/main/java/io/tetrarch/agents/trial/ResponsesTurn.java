package io.tetrarch.agents.trial;

import static io.tetrarch.agents.trial.Events.array;
import static io.tetrarch.agents.trial.Events.type;

import io.tetrarch.agents.trial.ModelWire.Call;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;

/** A turn as OpenAI's responses have it; agents ask for events only. */
final class ResponsesTurn {
    private ResponsesTurn() {}

    static String of(List<Call> calls) {
        List<JsonValue> items = calls.isEmpty()
                ? List.of(said())
                : calls.stream().<JsonValue>map(ResponsesTurn::call).toList();
        Events events = new Events().typed(event("response.created", "in_progress", List.of()));
        for (int at = 0; at < items.size(); at++) {
            events.typed(item("response.output_item.added", at, items.get(at)))
                    .typed(item("response.output_item.done", at, items.get(at)));
        }
        return events.typed(event("response.completed", "completed", items)).toString();
    }

    private static JsonObject event(String type, String status, List<JsonValue> output) {
        JsonObject usage = JsonObject.builder()
                .put("input_tokens", 1)
                .put("output_tokens", 1)
                .put("total_tokens", 2)
                .build();
        JsonObject response = JsonObject.builder()
                .put("id", "resp_1")
                .put("object", "response")
                .put("created_at", 1)
                .put("model", "scripted")
                .put("status", status)
                .put("output", new JsonArray(output))
                .put("usage", usage)
                .build();
        return type(type).put("response", response).build();
    }

    private static JsonObject item(String type, int at, JsonValue item) {
        return type(type).put("output_index", at).put("item", item).build();
    }

    private static JsonObject call(Call call) {
        return type("function_call")
                .put("id", "item_" + call.id())
                .put("call_id", call.id())
                .put("name", call.tool())
                .put("arguments", call.argumentsAsText())
                .put("status", "completed")
                .build();
    }

    private static JsonObject said() {
        JsonObject text = type("output_text")
                .put("text", "done")
                .put("annotations", array())
                .build();
        return type("message")
                .put("id", "item_1")
                .put("role", "assistant")
                .put("status", "completed")
                .put("content", array(text))
                .build();
    }
}
