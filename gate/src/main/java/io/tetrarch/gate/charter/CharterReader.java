package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Condition;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Policy;
import io.tetrarch.gate.judge.PolicyRejected;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.pbft.message.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a charter from YAML, of which JSON is a part. Reading checks the form; whether the conditions are CEL shows
 * when {@link Charter#judgeOf} and {@link Tiers#of} compile them.
 */
public final class CharterReader {

    /** The file name of the charter that a group has if it chose no other. */
    public static final String DEFAULT_FILE = "default-charter.yaml";

    private static final long MAX_VERSION = 1_000_000_000L;
    private static final long MAX_MILLIS = 30L * 24 * 60 * 60 * 1000;

    private CharterReader() {}

    /** The charter that comes with the gate. */
    public static Charter defaultCharter() {
        try (InputStream in = CharterReader.class.getResourceAsStream(DEFAULT_FILE)) {
            if (in == null) {
                throw new IllegalStateException(DEFAULT_FILE + " is missing from the gate's jar");
            }
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PolicyRejected e) {
            throw new IllegalStateException(e.in(DEFAULT_FILE), e);
        }
    }

    /** @throws PolicyRejected with line and column unless the bytes are a charter */
    public static Charter read(byte[] utf8) throws PolicyRejected {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PolicyRejected(1, 1, "expected UTF-8");
        }
        YamlCursor root = YamlCursor.parse(text).only(Set.of("version", "categories", "tiers", "judges"));
        Vocabulary vocabulary = vocabulary(root.get("categories"));
        List<Policy> policies = new ArrayList<>();
        for (Map.Entry<String, YamlCursor> judge : root.get("judges").entries().entrySet()) {
            policies.add(policy(judge.getKey(), judge.getValue(), vocabulary));
        }
        if (policies.isEmpty()) {
            throw root.get("judges").rejected("expected at least one judge");
        }
        return new Charter(
                root.get("version").integer(1, MAX_VERSION), vocabulary, tiers(root.get("tiers"), policies), policies);
    }

    private static Vocabulary vocabulary(YamlCursor cursor) throws PolicyRejected {
        Map<String, List<String>> categories = new LinkedHashMap<>();
        for (Map.Entry<String, YamlCursor> entry : cursor.entries().entrySet()) {
            categories.put(entry.getKey(), entry.getValue().texts());
        }
        try {
            return new Vocabulary(categories);
        } catch (IllegalArgumentException e) {
            throw cursor.rejected("expected each name in one category: " + e.getMessage());
        }
    }

    private static List<Tier> tiers(YamlCursor cursor, List<Policy> policies) throws PolicyRejected {
        List<Tier> tiers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<YamlCursor> elements = cursor.elements();
        for (YamlCursor element : elements) {
            boolean last = tiers.size() == elements.size() - 1;
            Tier tier = tier(element, last, policies);
            if (!names.add(tier.name())) {
                throw element.get("name").rejected("expected a new name");
            }
            tiers.add(tier);
        }
        if (tiers.isEmpty()) {
            throw cursor.rejected("expected at least one tier");
        }
        return tiers;
    }

    private static Tier tier(YamlCursor cursor, boolean last, List<Policy> policies) throws PolicyRejected {
        cursor.only(Set.of("name", "when", "approvals", "judges", "deadlineMillis", "judgeMillis"));
        YamlCursor when = cursor.optional("when");
        if (last == (when != null)) {
            throw cursor.rejected(last ? "expected no 'when': the last tier holds always" : "expected the key when");
        }
        YamlCursor judges = cursor.optional("judges");
        if (judges != null) {
            for (String judge : judges.texts()) {
                if (policies.stream().noneMatch(policy -> policy.name().equals(judge))) {
                    throw judges.rejected("expected judges of this charter, found " + judge);
                }
            }
        }
        return new Tier(
                cursor.get("name").text(),
                when == null ? new Condition("true", 1, 1) : when.condition(),
                new Demand(approvals(cursor.get("approvals")), judges == null ? List.of() : judges.texts()),
                new Tier.Limits(
                        cursor.get("deadlineMillis").integer(1, MAX_MILLIS),
                        cursor.get("judgeMillis").integer(1, MAX_MILLIS)));
    }

    private static Demand.Approvals approvals(YamlCursor cursor) throws PolicyRejected {
        return switch (cursor.text()) {
            case "quorum" -> new Demand.Approvals.Quorum();
            case "all" -> new Demand.Approvals.All();
            default -> new Demand.Approvals.AtLeast((int) cursor.integer(1, 100));
        };
    }

    private static Policy policy(String name, YamlCursor cursor, Vocabulary vocabulary) throws PolicyRejected {
        cursor.only(Set.of("about", "rules", "otherwise"));
        List<Policy.Rule> rules = new ArrayList<>();
        for (YamlCursor rule : cursor.get("rules").elements()) {
            rule.only(Set.of("for", "when", "answer", "reason", "text"));
            rules.add(new Policy.Rule(
                    categories(rule.optional("for"), vocabulary),
                    rule.get("when").condition(),
                    judgement(rule)));
        }
        YamlCursor otherwise = cursor.get("otherwise").only(Set.of("answer", "reason", "text"));
        return new Policy(name, cursor.get("about").text(), rules, judgement(otherwise));
    }

    private static List<String> categories(@Nullable YamlCursor cursor, Vocabulary vocabulary) throws PolicyRejected {
        if (cursor == null) {
            return List.of();
        }
        List<String> categories = cursor.texts();
        for (String category : categories) {
            if (!category.equals(Vocabulary.UNKNOWN) && !vocabulary.categories().containsKey(category)) {
                throw cursor.rejected("expected categories of this charter, found " + category);
            }
        }
        return categories;
    }

    private static Judgement judgement(YamlCursor cursor) throws PolicyRejected {
        YamlCursor answer = cursor.get("answer");
        Answer value = switch (answer.text()) {
            case "approve" -> Answer.APPROVE;
            case "deny" -> Answer.DENY;
            case "abstain" -> Answer.ABSTAIN;
            default -> throw answer.rejected("expected approve, deny or abstain");
        };
        YamlCursor reason = cursor.get("reason");
        if (!Judgement.isReasonCode(reason.text())) {
            throw reason.rejected("expected a reason code such as outside-workspace");
        }
        return new Judgement(value, reason.text(), cursor.get("text").text());
    }
}
