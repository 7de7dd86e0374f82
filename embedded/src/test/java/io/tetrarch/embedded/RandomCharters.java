package io.tetrarch.embedded;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.Range;
import io.tetrarch.proof.bound.Bounds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Charters at the edges of what a charter may be and beyond, from a seed. Under each of them a group goes on: its judges
 * agree to everything, and the edges stand in tiers that no action of these tests is of.
 */
final class RandomCharters {
    private static final List<String> GOOD_NAMES =
            List.of("a", "-", "_", "7", "x.unused", "later", "UPPER.lower_-", "n".repeat(64), "-".repeat(64));
    private static final List<String> BAD_NAMES = List.of(
            "every day",
            "n".repeat(65),
            ".",
            "..",
            ".hidden",
            "größe",
            "a/b",
            "quote\"",
            "back\\slash",
            "tab\there",
            "\u0000",
            "\ud83d\ude00",
            "\u202e",
            "new\nline");

    private final Random random;
    /** One thing of so many is bad. */
    private final int oneBadIn;

    /** @param oneBadIn 0 for charters of which nothing is bad */
    RandomCharters(long seed, int oneBadIn) {
        this.random = new Random(seed);
        this.oneBadIn = oneBadIn;
    }

    private boolean isBad() {
        return oneBadIn > 0 && random.nextInt(oneBadIn) == 0;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String name() {
        return any(isBad() ? BAD_NAMES : GOOD_NAMES);
    }

    private String newName(Set<String> taken) {
        String name = name();
        for (int i = 0; !taken.add(name); i++) {
            name = "name-" + i;
        }
        return name;
    }

    private String tierName(Set<String> taken) {
        return isBad() && taken.add("receipt") ? "receipt" : newName(taken);
    }

    private long within(Range range) {
        List<Long> good = List.of(range.least(), range.most(), Math.min(range.most(), 60_000));
        List<Long> bad = List.of(range.least() - 1, range.most() + 1, 0L, -1L, 30L * 86_400_000, 999_999_999_999_999L);
        return isBad() ? bad.get(random.nextInt(bad.size())) : good.get(random.nextInt(good.size()));
    }

    /** Names of judges, which are those of the replicas as well. */
    List<String> judges() {
        Set<String> taken = new LinkedHashSet<>();
        for (int i = 0; i < 4; i++) {
            newName(taken);
        }
        return List.copyOf(taken);
    }

    /** A charter with these judges, the last of which may be a person. */
    byte[] charter(long version, List<String> judges) {
        JsonObject.Builder charter = JsonObject.builder()
                .put("version", version)
                .put("acknowledge", "correlated-judges")
                .put(
                        "categories",
                        JsonObject.builder()
                                .put("governance", JsonArray.ofStrings(List.of("swap_charter", "change_membership")))
                                .build())
                .put("submit", clients());
        if (random.nextBoolean()) {
            charter.put("execute", clients());
        }
        if (random.nextBoolean()) {
            charter.put("quotas", new JsonArray(List.<JsonValue>of(quota())));
        }
        return charter.put("tiers", tiers(judges))
                .put("judges", judgesOf(judges))
                .build()
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
    }

    private JsonArray clients() {
        return JsonArray.ofStrings(List.of("gate", name()));
    }

    private JsonObject quota() {
        return JsonObject.builder()
                .put("clients", JsonArray.ofStrings(List.of(name() + "x".repeat(isBad() ? 65 : 0))))
                .put("decisions", within(Bounds.QUOTA_DECISIONS))
                .put("window", isBad() ? "32d" : any(List.of("1s", "31d", "744h")))
                .build();
    }

    private JsonArray tiers(List<String> judges) {
        List<JsonValue> tiers = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        tiers.add(tier(tierName(taken))
                .put("match", JsonObject.builder().put("category", "governance").build())
                .put("demand", "quorum")
                .put("deadlineMillis", 60_000)
                .put("judgeMillis", 20_000)
                .build());
        int edges = isBad() ? 63 : random.nextInt(20) == 0 ? 62 : random.nextInt(3);
        for (int i = 0; i < edges; i++) {
            tiers.add(edge(tierName(taken), judges).build());
        }
        tiers.add(tier(tierName(taken))
                .put("demand", "quorum")
                .put("deadlineMillis", 60_000)
                .put("judgeMillis", 20_000)
                .build());
        return new JsonArray(tiers);
    }

    private static JsonObject.Builder tier(String name) {
        return JsonObject.builder().put("name", name);
    }

    private JsonObject.Builder edge(String name, List<String> judges) {
        JsonValue demand = random.nextBoolean()
                ? new JsonString(any(List.of("observe", "quorum", "unanimous")))
                : JsonNumber.of(within(Bounds.APPROVALS));
        JsonObject.Builder tier = tier(name)
                .put("match", JsonObject.builder().put("kind", "never-*").build())
                .put("demand", demand)
                .put("deadlineMillis", within(Bounds.DEADLINE_MILLIS))
                .put("judgeMillis", within(Bounds.JUDGE_MILLIS));
        boolean observed = demand instanceof JsonString word && word.value().equals("observe");
        return observed || random.nextBoolean() ? tier : tier.put("judges", JsonArray.ofStrings(judges));
    }

    private JsonObject judgesOf(List<String> names) {
        JsonObject.Builder judges = JsonObject.builder();
        for (int i = 0; i < names.size(); i++) {
            boolean person = i == names.size() - 1 && random.nextBoolean();
            judges.put(
                    names.get(i),
                    JsonObject.builder()
                            .put("about", "Agrees.")
                            .put(person ? "person" : "policy", person ? person() : policy())
                            .build());
        }
        return judges.build();
    }

    private JsonObject person() {
        return JsonObject.builder().put("device", name()).build();
    }

    private JsonObject policy() {
        int letters = isBad() ? 65 : random.nextBoolean() ? 64 : 4;
        return JsonObject.builder()
                .put("rules", new JsonArray(List.of()))
                .put(
                        "otherwise",
                        JsonObject.builder()
                                .put("answer", "approve")
                                .put("reason", "r".repeat(letters))
                                .put("text", "Fine.")
                                .build())
                .build();
    }
}
