package io.tetrarch.gate.judge;

import io.tetrarch.reading.pack.Effect;
import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.tool.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that an action does, derived from its bytes and the rule packs alone, so that every replica that goes by the
 * same packs derives the same ones, whatever its judge makes of them.
 *
 * @param of what is affected: a path, a program with its subcommand, a statement
 * @param reversible whether some command takes it back
 * @param certain whether the action says it, and not only may come to it
 * @param words one sentence that says it, for people; may be empty
 */
public record Fact(Kind kind, String of, boolean reversible, boolean certain, String words) {

    /** Reasons that name a doubt and no deed. */
    private static final Set<String> DOUBTS =
            Set.of("target-not-determined", "wildcard-target", "runs-unseen-code", "not-all-read", "program-not-named");

    private static final int MOST = 64;

    /** What is done. */
    public enum Kind {
        DESTROYS,
        OVERWRITES,
        RUNS_CODE,
        /** Code of the workspace that the action does not hold. */
        RUNS_PROJECT_CODE,
        OPENS_UP,
        SENDS_OUT,
        GRANTS,
        READS_SECRETS,
        /** The gate itself, another agent, or what would have seen it. */
        LOOSENS,
        /** On another machine. */
        ACTS_ELSEWHERE,
        STOPS,
        PERSISTS;

        /** As it stands in charters, such as {@code reads-secrets}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private boolean isIn(Meaning meaning) {
            return switch (this) {
                case DESTROYS -> meaning.has(Effect.DESTROYS) || meaning.has(Effect.IRREVERSIBLE);
                case OVERWRITES -> meaning.has(Effect.WRITES);
                case RUNS_CODE -> meaning.has(Effect.EXECUTES);
                case RUNS_PROJECT_CODE -> false;
                case OPENS_UP -> meaning.has(Effect.CONFIGURES);
                case SENDS_OUT -> meaning.has(Effect.SENDS);
                case GRANTS -> meaning.has(Effect.PRIVILEGE);
                case READS_SECRETS -> meaning.has(Effect.EXPOSES_CREDENTIALS);
                case LOOSENS -> meaning.has(Effect.HIDES);
                case ACTS_ELSEWHERE -> meaning.has(Effect.REMOTE);
                case STOPS -> meaning.has(Effect.STOPS);
                case PERSISTS -> meaning.has(Effect.PERSISTS);
            };
        }
    }

    /** The facts that findings come to, each once, in their order. */
    static List<Fact> of(List<Finding> findings) {
        Set<Fact> facts = new LinkedHashSet<>();
        for (Finding finding : findings) {
            if (facts.size() < MOST) {
                of(finding).ifPresent(facts::add);
            }
        }
        return List.copyOf(new ArrayList<>(facts));
    }

    private static Optional<Fact> of(Finding finding) {
        if (finding.meaning().reason().equals("runs-project-code")) {
            return Optional.of(new Fact(
                    Kind.RUNS_PROJECT_CODE,
                    finding.subject(),
                    true,
                    true,
                    finding.meaning().says()));
        }
        if (!finding.severity().atLeast(Severity.MEDIUM)) {
            return Optional.empty();
        }
        boolean certain = finding.severity().atLeast(Severity.HIGH)
                && !DOUBTS.contains(finding.meaning().reason());
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.isIn(finding.meaning()))
                .findFirst()
                .map(kind -> new Fact(
                        kind,
                        finding.subject(),
                        kind != Kind.DESTROYS && kind != Kind.READS_SECRETS,
                        certain,
                        finding.meaning().says()));
    }

    /** In one line, as patterns of charters match it: {@code destroys certain irreversible}. */
    public String text() {
        return kind.word() + (certain ? " certain " : " possible ") + (reversible ? "reversible" : "irreversible");
    }

    Map<String, Object> view() {
        return Map.of(
                "kind",
                kind.word(),
                "of",
                of,
                "reversible",
                reversible,
                "certain",
                certain,
                "words",
                words,
                "text",
                text());
    }
}
