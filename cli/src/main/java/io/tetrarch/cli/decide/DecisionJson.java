package io.tetrarch.cli.decide;

import io.tetrarch.client.Decision;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A decision for machines. Where there is none, the outcome is UNDECIDED and what follows from one is null. */
final class DecisionJson {
    private DecisionJson() {}

    static JsonObject of(Report report) {
        Round round = report.round();
        Optional<Decision> decision = round.decision();
        return JsonObject.builder()
                .put("outcome", decision.map(made -> made.outcome().name()).orElse("UNDECIDED"))
                .put("actionHash", report.action().hash().toString())
                .put(
                        "requestId",
                        text(
                                decision,
                                made -> made.requestId().client() + "/"
                                        + made.requestId().number()))
                .put("group", report.group().id().toString())
                .put("epoch", report.group().title().epoch())
                .put("view", number(decision, Decision::view))
                .put("sequence", number(decision, Decision::sequence))
                .put(
                        "leader",
                        text(decision, made -> report.group().replicaNames().get(made.leader())))
                .put("verdicts", verdicts(report))
                .put("prepares", report.prepares())
                .put("commits", round.votes().committed().size())
                .put("quorum", report.group().quorum())
                .put(
                        "elapsedMicros",
                        number(
                                decision,
                                made -> TimeUnit.NANOSECONDS.toMicros(
                                        made.elapsed().toNanos())))
                .put(
                        "proof",
                        round.proof()
                                .<JsonValue>map(path -> new JsonString(path.toString()))
                                .orElse(JsonNull.NULL))
                .build();
    }

    private static JsonArray verdicts(Report report) {
        return new JsonArray(report.round().verdicts().entrySet().stream()
                .<JsonValue>map(each -> JsonObject.builder()
                        .put("replica", report.group().replicaNames().get(each.getKey()))
                        .put("verdict", each.getValue().answer().name())
                        .put("judge", each.getValue().judge())
                        .put("reason", each.getValue().reasonCode())
                        .put(
                                "explanation",
                                report.redactor().mask(each.getValue().explanation()))
                        .build())
                .toList());
    }

    private static JsonValue text(Optional<Decision> decision, Function<Decision, String> part) {
        return decision.<JsonValue>map(made -> new JsonString(part.apply(made))).orElse(JsonNull.NULL);
    }

    private static JsonValue number(Optional<Decision> decision, Function<Decision, Long> part) {
        return decision.<JsonValue>map(made -> JsonNumber.of(part.apply(made))).orElse(JsonNull.NULL);
    }
}
