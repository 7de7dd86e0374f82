package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Policy;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a charter says of its judges. */
final class JudgeSpecReader {

    private static final String KINDS =
            Arrays.stream(JudgeSpec.Kind.values()).map(JudgeSpec.Kind::word).collect(Collectors.joining(", "));

    private final Vocabulary vocabulary;

    JudgeSpecReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    List<JudgeSpec> judges(YamlCursor cursor) throws PolicyRejected {
        List<JudgeSpec> judges = new ArrayList<>();
        for (Map.Entry<String, YamlCursor> judge : cursor.entries().entrySet()) {
            judges.add(judge(judge.getKey(), judge.getValue()));
        }
        if (judges.isEmpty()) {
            throw cursor.rejected("expected at least one judge");
        }
        return judges;
    }

    private JudgeSpec judge(String name, YamlCursor cursor) throws PolicyRejected {
        String about = cursor.get("about").text();
        List<JudgeSpec.Kind> kinds = new ArrayList<>();
        for (JudgeSpec.Kind kind : JudgeSpec.Kind.values()) {
            if (cursor.optional(kind.word()) != null) {
                kinds.add(kind);
            }
        }
        if (kinds.size() != 1) {
            throw cursor.rejected("expected one of the keys " + KINDS + ", found " + kinds.size());
        }
        JudgeSpec.Kind kind = kinds.getFirst();
        cursor.only(Set.of("about", kind.word()));
        YamlCursor spec = cursor.get(kind.word());
        return switch (kind) {
            case POLICY -> new JudgeSpec.Rules(policy(name, about, spec));
            case ALGORITHM -> new JudgeSpec.Algorithmic(name, about, algorithm(spec));
            case MODEL -> ServiceSpecReader.model(name, about, spec);
            case HTTP -> ServiceSpecReader.http(name, about, spec);
            case PERSON -> {
                spec.only(Set.of("device"));
                yield new JudgeSpec.Person(name, about, spec.get("device").nonEmpty());
            }
            case JAVA -> registered(name, about, spec);
        };
    }

    private static JudgeSpec registered(String name, String about, YamlCursor spec) throws PolicyRejected {
        spec.only(Set.of("registered", "digest"));
        YamlCursor registered = spec.get("registered");
        if (!Name.isGood(registered.text())) {
            throw registered.rejected("expected a name of " + Name.WORDS);
        }
        YamlCursor digest = spec.get("digest");
        if (!digest.text().matches("[0-9a-f]{64}")) {
            throw digest.rejected("expected a SHA3-256 digest of 64 lower-case hex digits, between quotes");
        }
        return new JudgeSpec.Registered(name, about, registered.text(), Digest.ofHex(digest.text()));
    }

    private static Algorithm algorithm(YamlCursor cursor) throws PolicyRejected {
        String word = cursor.text();
        return Algorithm.ofWord(word)
                .orElseThrow(() -> cursor.rejected("expected one of "
                        + Arrays.stream(Algorithm.values()).map(Algorithm::word).collect(Collectors.joining(", "))
                        + ", found " + word));
    }

    private Policy policy(String name, String about, YamlCursor cursor) throws PolicyRejected {
        cursor.only(Set.of("rules", "otherwise"));
        List<Policy.Rule> rules = new ArrayList<>();
        for (YamlCursor rule : cursor.get("rules").elements()) {
            rule.only(Set.of("for", "when", "answer", "reason", "text"));
            rules.add(new Policy.Rule(
                    categories(rule.optional("for")), rule.get("when").condition(), judgement(rule)));
        }
        YamlCursor otherwise = cursor.get("otherwise").only(Set.of("answer", "reason", "text"));
        return new Policy(name, about, rules, judgement(otherwise));
    }

    private List<String> categories(@Nullable YamlCursor cursor) throws PolicyRejected {
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
