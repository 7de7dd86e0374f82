package io.tetrarch.gate.charter;

import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What differs in meaning between two charters. What differs in layout or comments alone is no difference. */
public final class CharterDiff {

    private CharterDiff() {}

    /** Which way a change goes, as far as that can be told without judging actions. */
    public enum Effect {
        TIGHTENED,
        LOOSENED,
        /** Neither can be told. */
        CHANGED
    }

    /** One difference; {@code before} or {@code after} is empty where there was or is nothing. */
    public record Change(String what, String before, String after, Effect effect) {}

    public static List<Change> between(Charter before, Charter after) {
        List<Change> changes = new ArrayList<>();
        tiers(before, after, changes);
        JsonObject old = CharterForm.of(before);
        JsonObject now = CharterForm.of(after);
        members("judges.", judges(before), judges(after), changes);
        order(
                "judges",
                before.judges().stream().map(JudgeSpec::name).toList(),
                after.judges().stream().map(JudgeSpec::name).toList(),
                changes);
        members("categories.", members(old, "categories"), members(now, "categories"), changes);
        members("", members(old, "conduct"), members(now, "conduct"), changes);
        return changes;
    }

    private static void tiers(Charter before, Charter after, List<Change> changes) {
        Set<String> names = new LinkedHashSet<>();
        before.tiers().forEach(tier -> names.add(tier.name()));
        after.tiers().forEach(tier -> names.add(tier.name()));
        for (String name : names) {
            String old = before.tier(name)
                    .map(CharterForm::of)
                    .map(JsonObject::toJson)
                    .orElse("");
            String now = after.tier(name)
                    .map(CharterForm::of)
                    .map(JsonObject::toJson)
                    .orElse("");
            if (old.isEmpty() || now.isEmpty()) {
                changes.add(new Change("tiers." + name, old, now, effect(name, before, after)));
            } else if (!old.equals(now)) {
                tier(before.tier(name).orElseThrow(), after.tier(name).orElseThrow(), changes);
            }
        }
        order(
                "tiers",
                before.tiers().stream().map(Tier::name).toList(),
                after.tiers().stream().map(Tier::name).toList(),
                changes);
    }

    /**
     * What comes of a tier that one of the two lacks. Its actions are of a tier behind it there. If all of those demand less,
     * less is demanded; of a unanimous one that is gone, if any of them does, for none demands more. That more is demanded
     * cannot be told, since a tier of another's name may take actions from a stricter one.
     */
    private static Effect effect(String name, Charter before, Charter after) {
        boolean removed = before.tier(name).isPresent();
        Charter with = removed ? before : after;
        Demand demand = with.tier(name).orElseThrow().demand();
        List<Tier> others = behind(name, with, removed ? after : before);
        Predicate<Tier> isLooser = other -> effect(demand, other.demand()) == Effect.LOOSENED;
        boolean looser = !removed
                ? others.stream().allMatch(other -> effect(other.demand(), demand) == Effect.LOOSENED)
                : isUnanimous(demand)
                        ? others.stream().anyMatch(isLooser)
                        : others.stream().allMatch(isLooser);
        return looser ? Effect.LOOSENED : Effect.CHANGED;
    }

    /** The tiers of the charter without this one that its actions may be of: none that stands before it in the other. */
    private static List<Tier> behind(String name, Charter with, Charter without) {
        List<String> before = with.tiers().stream()
                .map(Tier::name)
                .takeWhile(each -> !each.equals(name))
                .toList();
        List<Tier> behind = without.tiers().stream()
                .filter(tier -> !before.contains(tier.name()))
                .toList();
        return behind.isEmpty() ? without.tiers() : behind;
    }

    /** The same names in another order: the first tier that fits counts, and judges are dealt out in turn. */
    private static void order(String what, List<String> before, List<String> after, List<Change> changes) {
        if (!before.equals(after) && before.size() == after.size() && after.containsAll(before)) {
            changes.add(
                    new Change(what + " (order)", String.join(", ", before), String.join(", ", after), Effect.CHANGED));
        }
    }

    private static void tier(Tier before, Tier after, List<Change> changes) {
        String what = "tiers." + before.name();
        String old = before.demand().toString();
        String now = after.demand().toString();
        if (!old.equals(now)) {
            changes.add(new Change(what + ".demand", old, now, effect(before.demand(), after.demand())));
        }
        if (before.shadow() != after.shadow()) {
            changes.add(new Change(
                    what + ".shadow",
                    Boolean.toString(before.shadow()),
                    Boolean.toString(after.shadow()),
                    after.shadow() ? Effect.LOOSENED : Effect.TIGHTENED));
        }
        Map<String, JsonValue> rest = new TreeMap<>(CharterForm.of(before).members());
        Map<String, JsonValue> newRest = new TreeMap<>(CharterForm.of(after).members());
        List.of("demand", "named", "shadow").forEach(member -> {
            rest.remove(member);
            newRest.remove(member);
        });
        members(what + ".", rest, newRest, changes);
    }

    private static Effect effect(Demand before, Demand after) {
        int difference = Integer.compare(strength(after), strength(before));
        boolean more = after.judges().containsAll(before.judges());
        boolean fewer = isUnanimous(before) || before.judges().containsAll(after.judges());
        if (difference >= 0 && more) {
            return Effect.TIGHTENED;
        }
        return difference <= 0 && fewer ? Effect.LOOSENED : Effect.CHANGED;
    }

    /** It needs every judge, whoever is named besides. */
    private static boolean isUnanimous(Demand demand) {
        return demand.approvals() instanceof Demand.Approvals.Unanimous;
    }

    /** Demands in the order of what they ask. */
    private static int strength(Demand demand) {
        return switch (demand.approvals()) {
            case Demand.Approvals.Observe observe -> 0;
            case Demand.Approvals.Quorum quorum -> 1;
            case Demand.Approvals.Person person -> 1;
            case Demand.Approvals.PersonOrDeny person -> demand.isDenied() ? Integer.MAX_VALUE : 1;
            case Demand.Approvals.AtLeast atLeast -> 1 + atLeast.count();
            case Demand.Approvals.Unanimous unanimous -> Integer.MAX_VALUE;
        };
    }

    private static Map<String, JsonValue> judges(Charter charter) {
        Map<String, JsonValue> judges = new TreeMap<>();
        charter.judges().forEach(judge -> judges.put(judge.name(), CharterForm.of(judge)));
        return judges;
    }

    private static Map<String, JsonValue> members(JsonObject form, String name) {
        return form.get(name) instanceof JsonObject object ? object.members() : Map.of();
    }

    private static void members(
            String prefix, Map<String, JsonValue> before, Map<String, JsonValue> after, List<Change> changes) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            JsonValue old = before.get(name);
            JsonValue now = after.get(name);
            if (old == null || !old.equals(now)) {
                changes.add(new Change(prefix + name, text(old), text(now), Effect.CHANGED));
            }
        }
    }

    private static String text(@org.jspecify.annotations.Nullable JsonValue value) {
        return value == null ? "" : io.tetrarch.json.JsonWriter.compact(value);
    }
}
