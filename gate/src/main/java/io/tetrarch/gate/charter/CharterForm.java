package io.tetrarch.gate.charter;

import io.tetrarch.gate.json.JsonArray;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonValue;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Policy;
import io.tetrarch.gate.judge.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** The canonical form of a charter: everything that has a meaning, in a fixed order, and nothing else. */
final class CharterForm {

    private CharterForm() {}

    static JsonObject of(Charter charter) {
        List<JsonValue> tiers = new ArrayList<>();
        charter.tiers().forEach(tier -> tiers.add(of(tier)));
        List<JsonValue> policies = new ArrayList<>();
        charter.policies().forEach(policy -> policies.add(of(policy)));
        return JsonObject.builder()
                .put("version", charter.version())
                .put("categories", of(charter.vocabulary()))
                .put("tiers", new JsonArray(tiers))
                .put("judges", new JsonArray(policies))
                .build();
    }

    static JsonObject of(Vocabulary vocabulary) {
        JsonObject.Builder categories = JsonObject.builder();
        vocabulary.categories().forEach((category, names) -> categories.put(category, JsonArray.ofStrings(names)));
        return categories.build();
    }

    static JsonObject of(Policy policy) {
        List<JsonValue> rules = new ArrayList<>();
        for (Policy.Rule rule : policy.rules()) {
            rules.add(JsonObject.builder()
                    .put("for", JsonArray.ofStrings(rule.categories()))
                    .put("when", rule.when().expression())
                    .put("answer", of(rule.answer()))
                    .build());
        }
        return JsonObject.builder()
                .put("name", policy.name())
                .put("about", policy.about())
                .put("rules", new JsonArray(rules))
                .put("otherwise", of(policy.otherwise()))
                .build();
    }

    private static JsonObject of(Tier tier) {
        String approvals = switch (tier.demand().approvals()) {
            case Demand.Approvals.Quorum quorum -> "quorum";
            case Demand.Approvals.AtLeast atLeast -> Integer.toString(atLeast.count());
            case Demand.Approvals.All all -> "all";
        };
        return JsonObject.builder()
                .put("name", tier.name())
                .put("when", tier.when().expression())
                .put("approvals", approvals)
                .put("named", JsonArray.ofStrings(tier.demand().judges()))
                .put("deadlineMillis", tier.limits().deadlineMillis())
                .put("judgeMillis", tier.limits().judgeMillis())
                .build();
    }

    private static JsonObject of(Judgement judgement) {
        return JsonObject.builder()
                .put("answer", judgement.answer().name())
                .put("reason", judgement.reasonCode())
                .put("text", judgement.explanation())
                .build();
    }
}
