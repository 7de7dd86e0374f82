package io.tetrarch.console.scenario;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.simulator.scenario.Behaviour;
import io.tetrarch.simulator.scenario.ScenarioEvent;
import io.tetrarch.simulator.scenario.ScenarioJson;
import io.tetrarch.simulator.scenario.ScenarioResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A run as JSON: what {@code tetrarch scenario --json} prints, and what it takes to draw and to verify it. */
final class RunJson {
    private static final long MICROS = 1_000;

    private final ScenarioResult result;
    private final List<String> names;

    RunJson(ScenarioResult result) {
        this.result = result;
        this.names = result.replicas();
    }

    /** @param behaviours as somebody wished them, by replica; none where the scenario says */
    JsonObject json(Action action, long baselineMicros, List<Behaviour> behaviours) {
        return JsonObject.builder()
                .put(
                        "scenario",
                        JsonObject.builder()
                                .put("name", result.scenario().label())
                                .put("summary", result.scenario().summary())
                                .build())
                .put("replicas", JsonArray.ofStrings(names))
                .put("behaviours", cast(behaviours))
                .put("action", action.json())
                .put("actionText", action.toString())
                .put("actionHash", result.actionHash())
                .put("outcome", outcome())
                .put("counts", ScenarioJson.counts(result))
                .put("events", array(result.events(), this::event))
                .put("messages", array(result.flights(), this::message))
                .put("matrix", ScenarioJson.matrix(result))
                .put("evidence", array(result.evidence(), this::evidence))
                .put("cost", cost())
                .put(
                        "baseline",
                        JsonObject.builder()
                                .put("micros", baselineMicros)
                                .put("what", "one judgement by one judge, unsigned, in the same process")
                                .build())
                .put("group", parsed(GroupFile.write(result.group())))
                .put("proof", proof())
                .build();
    }

    private JsonObject cast(List<Behaviour> behaviours) {
        JsonObject.Builder json = JsonObject.builder();
        for (int replica = 0; replica < behaviours.size(); replica++) {
            json.put(names.get(replica), behaviours.get(replica).label());
        }
        return json.build();
    }

    private JsonObject outcome() {
        JsonObject.Builder json = JsonObject.builder();
        ScenarioJson.outcome(result).members().forEach(json::put);
        return json.put("view", result.outcome().view())
                .put("broken", JsonArray.ofStrings(result.outcome().broken()))
                .build();
    }

    private JsonValue event(ScenarioEvent event) {
        JsonObject.Builder json =
                JsonObject.builder().put("atMicros", event.atMillis() * MICROS).put("from", name(event.from()));
        ScenarioJson.event(event, names).members().forEach(json::put);
        return json.build();
    }

    private JsonValue message(ScenarioResult.Flight flight) {
        ScenarioEvent.Subject subject = flight.subject();
        return JsonObject.builder()
                .put("phase", subject.phase().label())
                .put("from", name(subject.from()))
                .put("to", name(flight.to()))
                .put("sentMicros", flight.sentMillis() * MICROS)
                .put(
                        "arrivedMicros",
                        flight.arrivedMillis()
                                .<JsonValue>map(millis -> JsonNumber.of(millis * MICROS))
                                .orElse(JsonNull.NULL))
                .put("view", subject.view())
                .put("sequence", subject.sequence())
                .put("digest", subject.digest().isEmpty() ? JsonNull.NULL : new JsonString(subject.digest()))
                .build();
    }

    private JsonValue evidence(Evidence evidence) {
        Evidence.Slot slot = evidence.slot();
        JsonObject.Builder json = JsonObject.builder()
                .put("replica", name(slot.replica()))
                .put("type", slot.type().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("view", slot.view())
                .put("sequence", slot.sequence());
        switch (evidence) {
            case Evidence.ConflictingVotes votes ->
                json.put(
                                "first",
                                signed(
                                        votes.first().digest().toString(),
                                        votes.first().signature().toString()))
                        .put(
                                "second",
                                signed(
                                        votes.second().digest().toString(),
                                        votes.second().signature().toString()));
            case Evidence.ConflictingVerdicts verdicts ->
                json.put("first", signed(verdicts.first().verdict().answer().name(), ""))
                        .put(
                                "second",
                                signed(verdicts.second().verdict().answer().name(), ""));
        }
        return json.build();
    }

    private static JsonObject signed(String what, String signature) {
        return JsonObject.builder()
                .put("digest", what)
                .put("signature", signature)
                .build();
    }

    private JsonObject cost() {
        JsonObject.Builder json = JsonObject.builder();
        ScenarioJson.cost(result).members().forEach(json::put);
        return json.put("virtualMicros", result.cost().virtualMillis() * MICROS).build();
    }

    private JsonValue proof() {
        return result.decided()
                .<JsonValue>map(decided -> parsed(ProofFile.write(decided.proof(result.group()))))
                .orElse(JsonNull.NULL);
    }

    private String name(int replica) {
        return replica < 0 ? "client" : names.get(replica);
    }

    private static JsonObject parsed(String file) {
        try {
            return JsonParser.parseObject(file.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
        } catch (JsonRejected e) {
            throw new IllegalStateException("a file that was written cannot be read", e);
        }
    }

    private static <T> JsonArray array(List<T> elements, Function<T, JsonValue> form) {
        return new JsonArray(elements.stream().map(form).toList());
    }
}
