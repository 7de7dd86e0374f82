package io.tetrarch.console.charter;

import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.json.JsonObject;

/** A charter's judge as JSON. */
public final class JudgeJson {
    private JudgeJson() {}

    public static JsonObject of(JudgeSpec judge) {
        return JsonObject.builder()
                .put("name", judge.name())
                .put("about", judge.about())
                .put("kind", judge.kind().word())
                .put("lineage", judge.lineage())
                .build();
    }
}
