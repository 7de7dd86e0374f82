package io.tetrarch.proof.rule;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.Name;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The action that puts another charter into force. It says what the charter means for outcomes beside the charter's
 * text, so that replicas execute it and verifiers follow it without reading the text; judges see that both agree.
 *
 * @param parent digest of the charter that it replaces
 * @param digest of the charter that it puts into force
 * @param rules the version, what each tier demands, and the judges accepted
 * @param file the charter's text
 */
public record SwapCharter(Digest parent, Digest digest, CharterRules rules, String file) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public long version() {
        return rules.version();
    }

    /** The action, its kind first. */
    public JsonObject json() {
        List<JsonValue> tiers = new ArrayList<>();
        rules.tiers().forEach((name, rule) -> tiers.add(tier(name, rule)));
        JsonObject.Builder json = JsonObject.builder()
                .put("kind", SystemKind.SWAP_CHARTER.word())
                .put("version", version())
                .put("parent", parent.toString())
                .put("digest", digest.toString())
                .put("tiers", new JsonArray(tiers));
        if (rules.judges().isPinned()) {
            json.put("judges", rules.judges().json());
        }
        return json.put("charter", file).build();
    }

    private static JsonObject tier(String name, TierRule rule) {
        JsonObject.Builder tier = JsonObject.builder()
                .put("name", name)
                .put("approvals", rule.approvals())
                .put(
                        "named",
                        new JsonArray(rule.named().stream()
                                .<JsonValue>map(JsonNumber::of)
                                .toList()));
        if (rule.shadow()) {
            tier.put("shadow", true);
        }
        return tier.build();
    }

    /**
     * Reads the action as replicas and verifiers execute it, for good: what a group agreed to once must stay what it was.
     * What may be agreed to anew is checked before that, by {@code Amendments}.
     *
     * @throws JsonRejected saying where what was expected
     */
    public static SwapCharter read(Bytes action) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(action.toArray(), JsonLimits.ACTION)
                .onlyMembers(only("kind", "version", "parent", "digest", "tiers", "judges", "charter"));
        JsonCursor kind = root.member("kind");
        if (!kind.string().equals(SystemKind.SWAP_CHARTER.word())) {
            throw kind.rejected("expected \"" + SystemKind.SWAP_CHARTER.word() + "\"");
        }
        JsonCursor file = root.member("charter");
        if (file.string().getBytes(StandardCharsets.UTF_8).length > Bounds.CHARTER_BYTES) {
            throw file.rejected("expected at most " + Bounds.CHARTER_BYTES + " bytes");
        }
        JsonCursor judges = root.optional("judges");
        return new SwapCharter(
                digest(root.member("parent")),
                digest(root.member("digest")),
                new CharterRules(
                        root.member("version").integer(Bounds.VERSION),
                        tiers(root.member("tiers")),
                        judges == null ? JudgePins.NONE : JudgePins.read(judges)),
                file.string());
    }

    private static SortedMap<String, TierRule> tiers(JsonCursor at) throws JsonRejected {
        SortedMap<String, TierRule> tiers = new TreeMap<>();
        for (JsonCursor each : at.elements()) {
            each.onlyMembers(only("name", "approvals", "named", "shadow"));
            String name = each.member("name").string();
            boolean ascending = tiers.isEmpty() || tiers.lastKey().compareTo(name) < 0;
            if (!ascending || !Name.isReadableTier(name) || tiers.size() == Bounds.TIERS.most()) {
                throw each.rejected("expected at most " + Bounds.TIERS.most()
                        + " tiers in ascending order of their names, of " + Name.MOST + " characters at most");
            }
            TreeSet<Integer> named = new TreeSet<>();
            for (JsonCursor replica : each.member("named").elements()) {
                int index = (int) replica.integer(0, Bounds.REPLICAS.most());
                if (!named.isEmpty() && named.last() >= index) {
                    throw replica.rejected("expected replicas in ascending order");
                }
                named.add(index);
            }
            tiers.put(
                    name,
                    new TierRule((int) each.member("approvals").integer(Bounds.APPROVALS), named, each.flag("shadow")));
        }
        return tiers;
    }

    private static Digest digest(JsonCursor at) throws JsonRejected {
        if (!HEX.matcher(at.string()).matches()) {
            throw at.rejected("expected 64 lower-case hex digits");
        }
        return Digest.ofHex(at.string());
    }

    private static LinkedHashSet<String> only(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
