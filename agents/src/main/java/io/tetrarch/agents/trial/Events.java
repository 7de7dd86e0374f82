package io.tetrarch.agents.trial;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;

/** Server-sent events, put together. */
final class Events {
    private final StringBuilder text = new StringBuilder();

    /** An event that goes by the type that its data has. */
    Events typed(JsonObject data) {
        text.append("event: ").append(data.string("type")).append('\n');
        return plain(data);
    }

    Events plain(JsonObject data) {
        text.append("data: ").append(data.toJson()).append("\n\n");
        return this;
    }

    Events end(String word) {
        text.append("data: ").append(word).append("\n\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static JsonArray array(JsonValue... elements) {
        return new JsonArray(List.of(elements));
    }

    static JsonObject.Builder type(String type) {
        return JsonObject.builder().put("type", type);
    }
}
