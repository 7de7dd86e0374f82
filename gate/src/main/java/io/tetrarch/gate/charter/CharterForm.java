package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Policy;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.gate.redaction.Redaction;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.reading.yaml.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The canonical form of a charter: everything that has a meaning, in a fixed order, and nothing else. */
final class CharterForm {

    private CharterForm() {}

    static JsonObject of(Charter charter) {
        List<JsonValue> tiers = new ArrayList<>();
        charter.tiers().forEach(tier -> tiers.add(of(tier)));
        List<JsonValue> judges = new ArrayList<>();
        charter.judges().forEach(judge -> judges.add(of(judge)));
        return JsonObject.builder()
                .put("version", charter.version())
                .put("categories", of(charter.vocabulary()))
                .put("tiers", new JsonArray(tiers))
                .put("judges", new JsonArray(judges))
                .put("conduct", of(charter.conduct()))
                .build();
    }

    static JsonObject of(Vocabulary vocabulary) {
        JsonObject.Builder categories = JsonObject.builder();
        vocabulary.categories().forEach((category, names) -> categories.put(category, JsonArray.ofStrings(names)));
        return categories.build();
    }

    /** What is as usual is left out, as charters had no word for it once. */
    private static JsonObject of(JudgeSpec.LanguageModel model) {
        JudgeSpec.ModelService service = model.service();
        JsonObject.Builder spec = JsonObject.builder()
                .put("api", service.api().word())
                .put("endpoint", service.endpoint().toString())
                .put("credential", of(service.credential()))
                .put("timeoutMillis", service.timeoutMillis())
                .put("model", model.model())
                .put("family", model.family())
                .put("instructions", model.instructions());
        if (service.manner().output() != JudgeSpec.Manner.USUAL.output()) {
            spec.put("output", service.manner().output().word());
        }
        if (!service.manner().temperature()) {
            spec.put("temperature", "none");
        }
        return spec.build();
    }

    static JsonObject of(JudgeSpec judge) {
        JsonObject spec = switch (judge) {
            case JudgeSpec.Rules rules -> of(rules.policy());
            case JudgeSpec.Algorithmic algorithmic ->
                JsonObject.builder()
                        .put("algorithm", algorithmic.algorithm().word())
                        .build();
            case JudgeSpec.LanguageModel model -> of(model);
            case JudgeSpec.HttpService http ->
                JsonObject.builder()
                        .put("url", http.url().toString())
                        .put("style", http.style().word())
                        .put("credential", of(http.transport().credential()))
                        .put("timeoutMillis", http.transport().timeoutMillis())
                        .put("authority", http.authority().orElse(""))
                        .build();
            case JudgeSpec.Person person ->
                JsonObject.builder().put("device", person.device()).build();
            case JudgeSpec.Registered registered ->
                JsonObject.builder()
                        .put("registered", registered.registered())
                        .put("digest", registered.digest().toString())
                        .build();
        };
        return JsonObject.builder()
                .put("name", judge.name())
                .put("about", judge.about())
                .put("kind", judge.kind().word())
                .put("spec", spec)
                .build();
    }

    private static String of(JudgeSpec.Credential credential) {
        return switch (credential) {
            case JudgeSpec.Credential.None none -> "none";
            case JudgeSpec.Credential.Environment environment -> "environment " + environment.variable();
            case JudgeSpec.Credential.KeyFile file -> "file " + file.path();
        };
    }

    private static JsonObject of(Policy policy) {
        List<JsonValue> rules = new ArrayList<>();
        for (Policy.Rule rule : policy.rules()) {
            rules.add(JsonObject.builder()
                    .put("for", JsonArray.ofStrings(rule.categories()))
                    .put("when", rule.when().expression())
                    .put("answer", of(rule.answer()))
                    .build());
        }
        return JsonObject.builder()
                .put("rules", new JsonArray(rules))
                .put("otherwise", of(policy.otherwise()))
                .build();
    }

    static JsonObject of(Tier tier) {
        JsonObject.Builder form = JsonObject.builder()
                .put("name", tier.name())
                .put("match", tier.match().form())
                .put("when", tier.when().map(Condition::expression).orElse(""))
                .put("demand", tier.demand().word())
                .put("named", JsonArray.ofStrings(tier.demand().judges()))
                .put("deadlineMillis", tier.limits().deadlineMillis())
                .put("judgeMillis", tier.limits().judgeMillis());
        if (tier.shadow()) {
            form.put("shadow", true);
        }
        return form.build();
    }

    static JsonObject of(Redaction redaction) {
        return JsonObject.builder()
                .put("parameters", JsonArray.ofStrings(redaction.parameters()))
                .put("patterns", JsonArray.ofStrings(redaction.patterns()))
                .build();
    }

    static JsonObject of(Conduct conduct) {
        List<JsonValue> quotas = new ArrayList<>();
        for (Conduct.Quota quota : conduct.quotas()) {
            quotas.add(JsonObject.builder()
                    .put("clients", JsonArray.ofStrings(quota.clients()))
                    .put("decisions", quota.decisions())
                    .put("windowMillis", quota.windowMillis())
                    .build());
        }
        JsonObject.Builder form = JsonObject.builder()
                .put(
                        "acknowledged",
                        JsonArray.ofStrings(conduct.acknowledged().stream()
                                .map(Conduct.Danger::word)
                                .toList()))
                .put("submit", JsonArray.ofStrings(conduct.access().submit()))
                .put("execute", JsonArray.ofStrings(conduct.access().execute()))
                .put("quotas", new JsonArray(quotas))
                .put("redaction", of(conduct.redaction()));
        if (!conduct.access().principals().isEmpty()) {
            form.put("principals", principals(conduct.access().principals()));
        }
        conduct.knowledge().ifPresent(digest -> form.put("knowledge", digest.toString()));
        conduct.provenance().ifPresent(terms -> form.put("provenance", of(terms)));
        return form.build();
    }

    private static JsonArray principals(List<Conduct.Speaker> speakers) {
        return new JsonArray(speakers.stream()
                .<JsonValue>map(speaker -> JsonObject.builder()
                        .put("clients", JsonArray.ofStrings(speaker.clients()))
                        .put("names", JsonArray.ofStrings(speaker.names()))
                        .build())
                .toList());
    }

    private static JsonObject of(ProvenanceTerms terms) {
        return JsonObject.builder()
                .put("rule", terms.rule().word())
                .put("writers", of(terms.writers()))
                .put("witnesses", of(terms.witnesses()))
                .build();
    }

    private static JsonObject of(SortedMap<String, Bytes> keys) {
        JsonObject.Builder named = JsonObject.builder();
        keys.forEach((name, key) -> named.put(name, key.toString()));
        return named.build();
    }

    private static JsonObject of(Judgement judgement) {
        return JsonObject.builder()
                .put("answer", judgement.answer().name())
                .put("reason", judgement.reasonCode())
                .put("text", judgement.explanation())
                .build();
    }
}
