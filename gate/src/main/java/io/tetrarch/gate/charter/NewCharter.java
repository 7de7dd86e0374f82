package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a charter must satisfy that a group is to agree to, besides being one. Whoever makes, checks or decides on a new
 * charter goes by this: {@code lint}, {@code init}, {@code propose}, and the check of every replica before its judge is
 * asked. It is not asked of a charter in force, which must stay readable whatever was checked when it was agreed to.
 */
final class NewCharter {
    private NewCharter() {}

    /**
     * Checks a charter that {@link CharterReader} has read.
     *
     * @throws PolicyRejected with the place of the first name, number or size that will not do
     */
    static void check(byte[] utf8, YamlCursor root) throws PolicyRejected {
        size(utf8, root);
        tiers(root.get("tiers"));
        judges(root.get("judges"));
        clients(root.optional("submit"));
        clients(root.optional("execute"));
        YamlCursor quotas = root.optional("quotas");
        for (YamlCursor quota : quotas == null ? List.<YamlCursor>of() : quotas.elements()) {
            clients(quota.optional("clients"));
        }
        YamlCursor provenance = root.optional("provenance");
        if (provenance != null) {
            keysAreNames(provenance.get("writers"));
            keysAreNames(provenance.optional("witnesses"));
        }
    }

    /** A text that no action can hold could be founded with, and never be gone back to. */
    private static void size(byte[] utf8, YamlCursor root) throws PolicyRejected {
        if (utf8.length > Bounds.CHARTER_BYTES) {
            throw root.rejected(
                    "expected a charter of at most " + Bounds.CHARTER_BYTES + " bytes, found " + utf8.length);
        }
        int inAction = JsonWriter.compactBytes(new JsonString(new String(utf8, StandardCharsets.UTF_8))).length;
        if (inAction > Bounds.CHARTER_JSON_BYTES) {
            throw root.rejected("expected a charter of at most " + Bounds.CHARTER_JSON_BYTES
                    + " bytes as a JSON string, found " + inAction);
        }
    }

    private static void tiers(YamlCursor tiers) throws PolicyRejected {
        List<YamlCursor> elements = tiers.elements();
        if (!Bounds.TIERS.holds(elements.size())) {
            throw tiers.rejected("expected " + Bounds.TIERS + " tiers, found " + elements.size());
        }
        for (YamlCursor tier : elements) {
            YamlCursor name = tier.get("name");
            name(name, name.text());
            if (name.text().equals(Receipt.TIER)) {
                throw name.rejected(
                        "expected another name, for " + Receipt.TIER + " is kept for the receipts of executors");
            }
            tier.get("deadlineMillis").integer(Bounds.DEADLINE_MILLIS);
            tier.get("judgeMillis").integer(Bounds.JUDGE_MILLIS);
        }
    }

    private static void judges(YamlCursor judges) throws PolicyRejected {
        Map<String, YamlCursor> byName = judges.entries();
        if (!Bounds.JUDGES.holds(byName.size())) {
            throw judges.rejected("expected " + Bounds.JUDGES + " judges, found " + byName.size());
        }
        keysAreNames(judges);
        for (YamlCursor judge : byName.values()) {
            YamlCursor person = judge.optional(JudgeSpec.Kind.PERSON.word());
            if (person != null) {
                YamlCursor device = person.get("device");
                name(device, device.text());
            }
            YamlCursor policy = judge.optional(JudgeSpec.Kind.POLICY.word());
            if (policy != null) {
                reasons(policy);
            }
        }
    }

    private static void reasons(YamlCursor policy) throws PolicyRejected {
        List<YamlCursor> answers = new ArrayList<>(policy.get("rules").elements());
        answers.add(policy.get("otherwise"));
        for (YamlCursor answer : answers) {
            YamlCursor reason = answer.get("reason");
            if (!Judgement.isGivableReason(reason.text())) {
                throw reason.rejected("expected a reason code of at most " + Bounds.REASON_CODE.most()
                        + " characters, found " + reason.text().length());
            }
        }
    }

    /** A client whose name no group file can hold is nobody. */
    private static void clients(@Nullable YamlCursor clients) throws PolicyRejected {
        for (String client : clients == null ? List.<String>of() : clients.texts()) {
            if (clients != null) {
                name(clients, client);
            }
        }
    }

    private static void keysAreNames(@Nullable YamlCursor mapping) throws PolicyRejected {
        if (mapping != null) {
            for (Map.Entry<String, YamlCursor> each : mapping.entries().entrySet()) {
                name(each.getValue(), each.getKey());
            }
        }
    }

    private static void name(YamlCursor at, String name) throws PolicyRejected {
        if (!Name.isGood(name)) {
            throw at.rejected("expected a name of " + Name.WORDS + ", found " + shown(name));
        }
    }

    private static String shown(String name) {
        return name.length() > 2 * Name.MOST ? name.substring(0, 2 * Name.MOST) + "..." : name;
    }
}
