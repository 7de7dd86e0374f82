package io.tetrarch.simulator.scenario;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A scenario for machines. Replicas go by their names; what there is none of is null. */
public final class ScenarioJson {
    private ScenarioJson() {}

    /** What the scenario came to. */
    public static JsonObject of(ScenarioResult result) {
        List<String> names = result.replicas();
        return JsonObject.builder()
                .put("outcome", outcome(result))
                .put("counts", counts(result))
                .put("events", array(result.events(), event -> event(event, names)))
                .put("matrix", matrix(result))
                .put("cost", cost(result))
                .build();
    }

    public static JsonObject counts(ScenarioResult result) {
        return JsonObject.builder()
                .put("prepares", result.counts().prepares())
                .put("commits", result.counts().commits())
                .put("quorum", result.counts().quorum())
                .build();
    }

    public static JsonObject cost(ScenarioResult result) {
        return JsonObject.builder()
                .put("micros", result.cost().micros())
                .put("messages", result.cost().messages())
                .put("signatures", result.cost().signatures())
                .put("verifications", result.cost().verifications())
                .build();
    }

    public static JsonArray matrix(ScenarioResult result) {
        return array(result.matrix(), row -> row(row, result.replicas()));
    }

    public static JsonObject outcome(ScenarioResult result) {
        JsonValue decision = result.outcome()
                .decision()
                .<JsonValue>map(outcome -> new JsonString(outcome.name()))
                .orElse(JsonNull.NULL);
        return JsonObject.builder()
                .put("decision", decision)
                .put("viewChanged", result.outcome().viewChanged())
                .put(
                        "byzantine",
                        JsonArray.ofStrings(result.outcome().byzantine().stream()
                                .map(result.replicas()::get)
                                .toList()))
                .build();
    }

    public static JsonObject event(ScenarioEvent event, List<String> names) {
        return JsonObject.builder()
                .put("phase", event.phase().label())
                .put("replica", names.get(event.replica()))
                .put("view", event.view())
                .put("sequence", event.sequence())
                .put("actionHash", event.actionHash())
                .put("digest", orNull(event.digest()))
                .put("status", event.status().label())
                .put("reason", orNull(event.reason()))
                .put("signature", orNull(event.signature()))
                .build();
    }

    private static JsonObject row(ScenarioResult.Row row, List<String> names) {
        JsonObject.Builder json = JsonObject.builder().put("phase", row.phase().label());
        for (int replica = 0; replica < names.size(); replica++) {
            json.put(names.get(replica), row.marks().get(replica).name().toLowerCase(Locale.ROOT));
        }
        return json.build();
    }

    private static JsonValue orNull(String text) {
        return text.isEmpty() ? JsonNull.NULL : new JsonString(text);
    }

    private static <T> JsonArray array(List<T> elements, Function<T, JsonValue> form) {
        return new JsonArray(elements.stream().map(form).toList());
    }
}
