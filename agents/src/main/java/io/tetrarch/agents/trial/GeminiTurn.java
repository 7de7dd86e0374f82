package io.tetrarch.agents.trial;

import static io.tetrarch.agents.trial.Events.array;

import io.tetrarch.agents.trial.ModelWire.Call;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;

/** A turn as Google's generateContent has it. */
final class GeminiTurn {
    private GeminiTurn() {}

    static String of(List<Call> calls, boolean isStreamed) {
        List<JsonValue> parts = calls.isEmpty()
                ? List.of(JsonObject.builder().put("text", "done").build())
                : calls.stream().<JsonValue>map(GeminiTurn::call).toList();
        JsonObject content = JsonObject.builder()
                .put("role", "model")
                .put("parts", new JsonArray(parts))
                .build();
        JsonObject candidate = JsonObject.builder()
                .put("content", content)
                .put("finishReason", "STOP")
                .put("index", 0)
                .build();
        JsonObject usage = JsonObject.builder()
                .put("promptTokenCount", 1)
                .put("candidatesTokenCount", 1)
                .put("totalTokenCount", 2)
                .build();
        JsonObject whole = JsonObject.builder()
                .put("candidates", array(candidate))
                .put("usageMetadata", usage)
                .put("modelVersion", "scripted")
                .build();
        return isStreamed ? new Events().plain(whole).toString() : whole.toJson();
    }

    private static JsonObject call(Call call) {
        JsonObject function = JsonObject.builder()
                .put("name", call.tool())
                .put("args", call.arguments())
                .build();
        return JsonObject.builder().put("functionCall", function).build();
    }
}
