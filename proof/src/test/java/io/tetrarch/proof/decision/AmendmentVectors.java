package io.tetrarch.proof.decision;

import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.decision.DecisionProof.Amendment;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Charters that decisions of the group led to. */
final class AmendmentVectors {
    private final Vectors vectors;
    private final Amendment toTwo;
    private final Amendment toThree;

    private AmendmentVectors(Vectors vectors) {
        this.vectors = vectors;
        this.toTwo = swap(1, 10, draft -> {}, text -> text);
        this.toThree = swap(2, 20, draft -> draft.answers = "AAAA", text -> text);
    }

    static void add(Vectors vectors) {
        AmendmentVectors amended = new AmendmentVectors(vectors);
        amended.good();
        amended.paths();
        amended.decisions();
        amended.actions();
        amended.files();
    }

    private static Digest digest(long charter) {
        return charter == 1 ? Digest.ZERO : Hash.sha3(new byte[] {(byte) charter});
    }

    /** The group file's charter takes three for the tier, the later ones take four. */
    private Amendment swap(long from, int index, Consumer<Draft> change, UnaryOperator<String> text) {
        CharterRules rules = new CharterRules(
                from + 1,
                new TreeMap<>(
                        Map.of("named", new TierRule(3, new TreeSet<>(List.of(0, 3))), "standard", TierRule.of(4))));
        SwapCharter swap = new SwapCharter(digest(from), digest(from + 1), rules, "text");
        Draft draft = vectors.draft(Vectors.PLAIN);
        draft.action = bytes(text.apply(JsonWriter.compact(swap.json())));
        draft.charter = from;
        draft.number = index;
        draft.index = index;
        change.accept(draft);
        return draft.amendment();
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private DecisionProof under(long charter, int index, List<Amendment> amendments) {
        Draft draft = vectors.draft(Vectors.PLAIN);
        draft.charter = charter;
        draft.answers = "AAAA";
        draft.index = index;
        draft.amendments = amendments;
        return draft.proof();
    }

    private void good() {
        vectors.good("one-amendment", Vectors.PLAIN, under(2, 30, List.of(toTwo)), Outcome.APPROVED, false);
        vectors.good("two-amendments", Vectors.PLAIN, under(3, 21, List.of(toTwo, toThree)), Outcome.APPROVED, false);
        Draft named = vectors.draft(Vectors.PLAIN);
        GoodVectors.set(named, "named", "AAD-", Outcome.EXPIRED);
        named.charter = 2;
        named.index = 11;
        named.amendments = List.of(toTwo);
        vectors.good("tier-of-a-later-charter", Vectors.PLAIN, named.proof(), Outcome.EXPIRED, false);
        Amendment spaced = swap(1, 10, draft -> {}, text -> text.replace(",\"version\"", " ,\"version\""));
        vectors.good("swap-with-white-space", Vectors.PLAIN, under(2, 30, List.of(spaced)), Outcome.APPROVED, false);
        Amendment exponent = swap(1, 10, draft -> {}, text -> text.replace("\"version\":2", "\"version\":2.0"));
        vectors.good("swap-with-2.0", Vectors.PLAIN, under(2, 30, List.of(exponent)), Outcome.APPROVED, false);
        Amendment escaped = swap(1, 10, draft -> {}, text -> text.replace("\"parent\"", "\"\\u0070arent\""));
        vectors.good("swap-with-an-escape", Vectors.PLAIN, under(2, 30, List.of(escaped)), Outcome.APPROVED, false);
        Amendment order = swap(
                1,
                10,
                draft -> {},
                text -> text.replace("\"version\":2,", "").replace(",\"charter\"", ",\"version\":2,\"charter\""));
        vectors.good("swap-in-another-order", Vectors.PLAIN, under(2, 30, List.of(order)), Outcome.APPROVED, false);
    }

    private void bad(String name, long charter, int index, Amendment... amendments) {
        vectors.bad(name, Vectors.PLAIN, Check.AMENDMENTS, under(charter, index, List.of(amendments)));
    }

    private void paths() {
        bad("charter-of-no-amendment", 2, 30);
        bad("charter-before-the-groups", 0, 30);
        bad("charter-behind-the-amendments", 3, 30, toTwo);
        bad("charter-before-the-amendments", 1, 30, toTwo);
        bad("amendments-in-another-order", 3, 30, toThree, toTwo);
        bad("amendment-twice", 3, 30, toTwo, toTwo);
        bad("amendment-left-out", 3, 30, toThree);
        bad("decision-before-its-charter", 2, 9, toTwo);
        bad("decision-in-the-place-of-its-charter", 2, 10, toTwo);
        bad(
                "amendment-before-the-one-it-follows-on",
                3,
                30,
                toTwo,
                swap(2, 5, draft -> draft.answers = "AAAA", text -> text));
        vectors.bad(
                "more-amendments-than-256",
                Vectors.PLAIN,
                Check.AMENDMENTS,
                under(2, 30, Collections.nCopies(257, new Amendment(Bytes.EMPTY, Bytes.EMPTY, toTwo.certified()))));
    }

    private void decision(String name, Consumer<Draft> change) {
        bad("amendment-" + name, 2, 30, swap(1, 10, change, text -> text));
    }

    private void decisions() {
        for (String tier : List.of("receipt", "built-in/device", "built-in/withdrawal")) {
            decision("in-tier-" + tier.replace('/', '-'), draft -> draft.tier = tier);
        }
        decision("that-was-denied", draft -> GoodVectors.set(draft, "standard", "DD--", Outcome.DENIED));
        decision("that-expired", draft -> GoodVectors.set(draft, "standard", "AA--", Outcome.EXPIRED));
        decision("without-a-quorum", draft -> draft.answers = "AA--");
        decision("with-two-signatures", draft -> draft.signers = new int[] {0, 1});
        decision("by-another-client", draft -> draft.client = Groups77.KEY);
        decision("of-another-charter", draft -> draft.charter = 2);
        decision("without-a-deadline", draft -> draft.validity = new Validity(5, 5));
        decision("of-another-action", draft -> draft.actionHash = java.util.Optional.of(Digest.ZERO));
        decision(
                "of-a-malformed-entry",
                draft -> draft.encoded = each -> java.util.Arrays.copyOf(each, each.length + 1));
        Amendment good = toTwo;
        bad("amendment-of-another-place", 2, 30, new Amendment(good.entry(), good.action(), toThree.certified()));
        bad("amendment-without-an-entry", 2, 30, new Amendment(Bytes.EMPTY, good.action(), good.certified()));
        bad("amendment-that-is-no-swap", 2, 30, vectors.draft(Vectors.PLAIN).amendment());
    }

    private static final class Groups77 {
        static final io.tetrarch.crypto.signature.SigningKey KEY = io.tetrarch.proof.group.Groups.key(77);
    }

    private void action(String name, String from, String to) {
        bad("swap-" + name, 2, 30, swap(1, 10, draft -> {}, text -> {
            if (!text.contains(from)) {
                throw new AssertionError(text);
            }
            return text.replace(from, to);
        }));
    }

    private void actions() {
        String parent = "\"parent\":\"" + digest(1) + "\"";
        action("of-another-kind", "swap_charter", "set_state");
        action(
                "with-its-kind-later",
                "{\"kind\":\"swap_charter\",\"version\":2",
                "{\"version\":2,\"kind\":\"swap_charter\"");
        action("with-a-space-before-its-kind", "{\"kind\"", "{ \"kind\"");
        action("to-the-same-version", "\"version\":2", "\"version\":1");
        action("to-a-version-further-on", "\"version\":2", "\"version\":3");
        action("to-version-2.5", "\"version\":2", "\"version\":2.5");
        action("to-a-version-in-a-text", "\"version\":2", "\"version\":\"2\"");
        action("of-another-parent", parent, "\"parent\":\"" + digest(5) + "\"");
        action("without-a-parent", parent + ",", "");
        action("with-its-parent-twice", parent, parent + "," + parent);
        action("with-an-unknown-member", parent, parent + ",\"x\":1");
        action(
                "with-a-parent-in-upper-case",
                parent,
                "\"parent\":\"" + digest(1).toString().replaceFirst("0", "A") + "\"");
        action(
                "to-a-digest-of-63-digits",
                "\"digest\":\"" + digest(2),
                "\"digest\":\"" + digest(2).toString().substring(1));
        tiers();
    }

    private void tiers() {
        action("without-tiers", "\"tiers\":[", "\"other\":[");
        action("with-no-array-of-tiers", "\"tiers\":[", "\"tiers\":null,\"x\":[");
        action("with-two-approvals", "\"approvals\":4", "\"approvals\":2");
        action("with-five-approvals", "\"approvals\":4", "\"approvals\":5");
        action("with-approvals-in-a-text", "\"approvals\":4", "\"approvals\":\"4\"");
        action("that-names-a-fifth-replica", "[0,3]", "[0,4]");
        action("that-names-replicas-by-name", "[0,3]", "[\"analytical\"]");
        action("that-names-in-descending-order", "[0,3]", "[3,0]");
        action("that-names-a-replica-twice", "[0,3]", "[3,3]");
        action("that-names-a-negative-place", "[0,3]", "[-1]");
        action("with-tiers-in-another-order", "\"name\":\"standard\"", "\"name\":\"a\"");
        action("with-a-tier-twice", "\"name\":\"standard\"", "\"name\":\"named\"");
        action("with-tier-receipt", "\"name\":\"standard\"", "\"name\":\"receipt\"");
        action("with-tier-built-in-device", "\"name\":\"named\"", "\"name\":\"built-in/device\"");
        action("with-a-tier-of-65-characters", "\"name\":\"standard\"", "\"name\":\"" + "s".repeat(65) + "\"");
        action("with-shadow-false", "\"approvals\":4,\"named\":[]", "\"approvals\":4,\"named\":[],\"shadow\":false");
        action("with-an-unknown-member-of-a-tier", "\"approvals\":4", "\"approvals\":4,\"x\":1");
        texts();
    }

    private void texts() {
        action("with-judges-null", ",\"charter\":", ",\"judges\":null,\"charter\":");
        action(
                "with-judges-of-three-seats",
                ",\"charter\":",
                ",\"judges\":{\"seats\":[" + seat() + "," + seat() + "," + seat() + "],\"builtIn\":[]},\"charter\":");
        action(
                "with-judges-of-an-empty-seat",
                ",\"charter\":",
                ",\"judges\":{\"seats\":[[]," + seat() + "," + seat() + "," + seat()
                        + "],\"builtIn\":[]},\"charter\":");
        action(
                "with-a-check-of-another-name",
                ",\"charter\":",
                ",\"judges\":{\"seats\":[" + seat() + "," + seat() + "," + seat() + "," + seat()
                        + "],\"builtIn\":[\"other\"]},\"charter\":");
        action("with-a-charter-that-is-no-text", "\"charter\":\"text\"", "\"charter\":1");
        action("without-a-charter", ",\"charter\":\"text\"", "");
        action("with-text-behind", "\"text\"}", "\"text\"} x");
        action("with-a-lone-surrogate", "\"text\"", "\"\\ud800\"");
        action("with-a-charter-of-128-kib-and-one", "\"text\"", "\"" + "c".repeat(128 * 1024 + 1) + "\"");
    }

    private static String seat() {
        return "[\"" + digest(7) + "\"]";
    }

    /** The form of the list itself. */
    private void files() {
        String file = vectors.proofFiles.get("one-amendment");
        int list = file.indexOf("\"amendments\": [");
        int value = list + "\"amendments\": ".length();
        int end = file.lastIndexOf(']') + 1;
        form("amendments-null", VectorCase.Edit.proof(value, end - value, "null"));
        form("amendments-of-none", VectorCase.Edit.proof(value, end - value, "[]"));
        form("amendments-no-array", VectorCase.Edit.proof(value, end - value, "{}"));
        form("amendment-null", VectorCase.Edit.proof(value + 1, end - value - 2, "null"));
        int entry = file.indexOf("\"entry\"", list);
        form("amendment-with-an-unknown-member", VectorCase.Edit.proof(entry, 0, "\"format\": \"x\", "));
        form("amendment-with-its-entry-of-another-name", VectorCase.Edit.proof(entry + 1, 5, "Entry"));
    }

    private void form(String name, VectorCase.Edit edit) {
        vectors.cases.add(VectorCase.bad(name, Vectors.PLAIN, "one-amendment", Check.FORMAT.number(), edit));
    }
}
