package io.tetrarch.cli.use;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.use.Transcript;
import io.tetrarch.use.Transcript.Line;

/** A use's run for machines. */
final class UseJson {
    private UseJson() {}

    static JsonObject of(Transcript transcript) {
        return JsonObject.builder()
                .put("use", transcript.use())
                .put("holds", transcript.failed().isEmpty())
                .put(
                        "failed",
                        transcript
                                .failed()
                                .<JsonValue>map(failed -> new JsonString(failed.claim()))
                                .orElse(JsonNull.NULL))
                .put(
                        "lines",
                        new JsonArray(transcript.lines().stream()
                                .<JsonValue>map(UseJson::line)
                                .toList()))
                .build();
    }

    private static JsonObject line(Line line) {
        return switch (line) {
            case Line.Step step -> JsonObject.builder().put("step", step.text()).build();
            case Line.Checked checked ->
                JsonObject.builder()
                        .put("claim", checked.claim())
                        .put("holds", checked.holds())
                        .put("seen", checked.seen())
                        .build();
        };
    }
}
