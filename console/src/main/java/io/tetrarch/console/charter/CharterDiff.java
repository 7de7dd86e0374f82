package io.tetrarch.console.charter;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.json.JsonArray;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one charter means that another does not; layout and comments are no difference. */
final class CharterDiff {
    private final int replicas;
    private final int quorum;
    private final List<JsonValue> changes = new ArrayList<>();

    private CharterDiff(int replicas, int quorum) {
        this.replicas = replicas;
        this.quorum = quorum;
    }

    static JsonArray of(Charter before, Charter after, int replicas, int quorum) {
        CharterDiff diff = new CharterDiff(replicas, quorum);
        diff.tiers(before, after);
        diff.judges(before, after);
        diff.categories(before, after);
        return new JsonArray(diff.changes);
    }

    private void tiers(Charter before, Charter after) {
        Map<String, Tier> old = byName(before);
        Map<String, Tier> next = byName(after);
        for (String name : both(old, next)) {
            String path = "tiers." + name;
            compare(path, "changed", present(old.get(name)), present(next.get(name)));
            if (old.containsKey(name) && next.containsKey(name)) {
                compareTiers(path, old.get(name), next.get(name));
            }
        }
        compare("tiers", "changed", names(before), names(after));
    }

    private static String names(Charter charter) {
        return String.join(", ", charter.tiers().stream().map(Tier::name).toList());
    }

    private void compareTiers(String path, Tier one, Tier other) {
        int asked = one.demand().approvalsNeeded(replicas, quorum);
        int asks = other.demand().approvalsNeeded(replicas, quorum);
        compare(
                path + ".approvals",
                asks > asked ? "tightened" : "loosened",
                Integer.toString(asked),
                Integer.toString(asks));
        compare(
                path + ".judges",
                other.demand().judges().containsAll(one.demand().judges()) ? "tightened" : "loosened",
                String.join(", ", one.demand().judges()),
                String.join(", ", other.demand().judges()));
        compare(
                path + ".shadow",
                other.shadow() ? "loosened" : "tightened",
                Boolean.toString(one.shadow()),
                Boolean.toString(other.shadow()));
        compare(path + ".when", "changed", when(one), when(other));
        compare(
                path + ".deadlineMillis",
                "changed",
                Long.toString(one.limits().deadlineMillis()),
                Long.toString(other.limits().deadlineMillis()));
        compare(
                path + ".judgeMillis",
                "changed",
                Long.toString(one.limits().judgeMillis()),
                Long.toString(other.limits().judgeMillis()));
    }

    private static String when(Tier tier) {
        return tier.when().map(condition -> condition.expression()).orElse("");
    }

    private static Map<String, Tier> byName(Charter charter) {
        Map<String, Tier> tiers = new TreeMap<>();
        charter.tiers().forEach(tier -> tiers.put(tier.name(), tier));
        return tiers;
    }

    private void judges(Charter before, Charter after) {
        Map<String, String> old = digests(before);
        Map<String, String> next = digests(after);
        for (String name : both(old, next)) {
            compare(
                    "judges." + name,
                    "changed",
                    Optional.ofNullable(old.get(name)).orElse(""),
                    Optional.ofNullable(next.get(name)).orElse(""));
        }
    }

    private static Map<String, String> digests(Charter charter) {
        Map<String, String> digests = new TreeMap<>();
        for (JudgeSpec judge : charter.judges()) {
            digests.put(judge.name(), judge.kind().word() + " " + charter.specDigest(judge));
        }
        return digests;
    }

    private void categories(Charter before, Charter after) {
        Map<String, List<String>> old = before.vocabulary().categories();
        Map<String, List<String>> next = after.vocabulary().categories();
        for (String name : both(old, next)) {
            compare(
                    "categories." + name,
                    "changed",
                    String.join(", ", old.getOrDefault(name, List.of())),
                    String.join(", ", next.getOrDefault(name, List.of())));
        }
    }

    private static TreeSet<String> both(Map<String, ?> one, Map<String, ?> other) {
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private static String present(@Nullable Tier tier) {
        return tier == null ? "absent" : "present";
    }

    private void compare(String path, String direction, String before, String after) {
        if (!before.equals(after)) {
            changes.add(JsonObject.builder()
                    .put("path", path)
                    .put("direction", direction)
                    .put("before", before)
                    .put("after", after)
                    .build());
        }
    }
}
