package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.GovernedJudge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.reading.yaml.Condition;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the tiers of a charter. */
final class TierReader {

    static final Set<String> KEYS = new LinkedHashSet<>(
            List.of("name", "match", "when", "demand", "judges", "shadow", "deadlineMillis", "judgeMillis"));
    static final Set<String> MATCH_KEYS = new LinkedHashSet<>(List.of(
            "category",
            "kind",
            "tool",
            "client",
            "executor",
            "principal",
            "arguments",
            "paths",
            "hosts",
            "programs",
            "facts"));

    private final Vocabulary vocabulary;
    private final List<JudgeSpec> judges;

    TierReader(Vocabulary vocabulary, List<JudgeSpec> judges) {
        this.vocabulary = vocabulary;
        this.judges = judges;
    }

    List<Tier> tiers(YamlCursor cursor) throws PolicyRejected {
        List<Tier> tiers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<YamlCursor> elements = cursor.elements();
        for (YamlCursor element : elements) {
            boolean last = tiers.size() == elements.size() - 1;
            Tier tier = tier(element, last);
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

    private Tier tier(YamlCursor cursor, boolean last) throws PolicyRejected {
        cursor.only(KEYS);
        YamlCursor when = cursor.optional("when");
        YamlCursor match = cursor.optional("match");
        if (last == (when != null || match != null)) {
            throw cursor.rejected(
                    last
                            ? "expected neither 'match' nor 'when': the last tier takes whatever is left"
                            : "expected 'match', 'when' or both");
        }
        Demand demand = demand(cursor.get("demand"), cursor.optional("judges"));
        if (last && demand.isObserved()) {
            throw cursor.get("demand")
                    .rejected("expected a demand that judges: the last tier takes whatever nobody thought of");
        }
        Optional<Condition> condition = when == null ? Optional.empty() : Optional.of(when.condition());
        Match names = match == null ? Match.ANY : match(match);
        return new Tier(
                cursor.get("name").nonEmpty(),
                names,
                condition,
                demand,
                new Tier.Limits(
                        cursor.get("deadlineMillis").integer(Bounds.READABLE_TIER_MILLIS),
                        cursor.get("judgeMillis").integer(Bounds.READABLE_TIER_MILLIS)),
                shadow(cursor.optional("shadow"), names, demand));
    }

    /** Where the tier says itself that it is for what changes the group; replicas see to whatever it does not say. */
    private static boolean shadow(@Nullable YamlCursor cursor, Match match, Demand demand) throws PolicyRejected {
        boolean shadow = cursor != null && cursor.bool();
        if (cursor != null && shadow && demand.isObserved()) {
            throw cursor.rejected("expected a tier that is judged: one that observes keeps nothing from running");
        }
        if (cursor != null && shadow && match.names().category().contains(GovernedJudge.CATEGORY)) {
            throw cursor.rejected(
                    "expected another tier: what changes the group itself is never decided in shadow mode");
        }
        return shadow;
    }

    private Demand demand(YamlCursor cursor, @Nullable YamlCursor named) throws PolicyRejected {
        Demand.Approvals approvals = switch (cursor.text()) {
            case "observe" -> new Demand.Approvals.Observe();
            case "quorum" -> new Demand.Approvals.Quorum();
            case "unanimous" -> new Demand.Approvals.Unanimous();
            case "person" -> new Demand.Approvals.Person();
            case "person-or-deny" -> new Demand.Approvals.PersonOrDeny();
            default -> {
                if (!cursor.text().matches("[0-9]{1,3}")) {
                    throw cursor.rejected("expected observe, quorum, unanimous, person, person-or-deny or a number of"
                            + " approvals, found "
                            + cursor.text());
                }
                yield new Demand.Approvals.AtLeast((int) cursor.integer(Bounds.APPROVALS));
            }
        };
        List<String> names = named == null ? List.of() : named.texts();
        return switch (approvals) {
            case Demand.Approvals.Observe observe -> {
                if (named != null) {
                    throw named.rejected("expected no judges: an observed action is not judged");
                }
                yield new Demand(observe, List.of());
            }
            case Demand.Approvals.Person person -> new Demand(person, people(cursor, named, names));
            case Demand.Approvals.PersonOrDeny person ->
                new Demand(person, named == null ? people() : people(cursor, named, names));
            case Demand.Approvals.Quorum quorum -> new Demand(quorum, known(named, names));
            case Demand.Approvals.AtLeast atLeast -> new Demand(atLeast, known(named, names));
            case Demand.Approvals.Unanimous unanimous -> new Demand(unanimous, known(named, names));
        };
    }

    private List<String> known(@Nullable YamlCursor named, List<String> names) throws PolicyRejected {
        for (String name : names) {
            if (named != null && judges.stream().noneMatch(judge -> judge.name().equals(name))) {
                throw named.rejected("expected judges of this charter, found " + name);
            }
        }
        return names;
    }

    /** Those named, or else every person among the judges; a tier that waits for nobody would be no demand. */
    private List<String> people(YamlCursor demand, @Nullable YamlCursor named, List<String> names)
            throws PolicyRejected {
        List<String> people = people();
        if (people.isEmpty()) {
            throw demand.rejected("expected a judge that is a person for the demand person, found none");
        }
        if (named == null) {
            return people;
        }
        for (String name : names) {
            if (!people.contains(name)) {
                throw named.rejected("expected judges that are persons, found " + name);
            }
        }
        return names;
    }

    private List<String> people() {
        return judges.stream()
                .filter(judge -> judge.kind() == JudgeSpec.Kind.PERSON)
                .map(JudgeSpec::name)
                .toList();
    }

    private Match match(YamlCursor cursor) throws PolicyRejected {
        cursor.only(MATCH_KEYS);
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        YamlCursor named = cursor.optional("arguments");
        if (named != null) {
            for (Map.Entry<String, YamlCursor> argument : named.entries().entrySet()) {
                arguments.put(argument.getKey(), patterns(argument.getValue()));
            }
        }
        Match match = new Match(
                new Match.Names(
                        categories(cursor.optional("category")),
                        patterns(cursor.optional("kind")),
                        patterns(cursor.optional("tool")),
                        patterns(cursor.optional("client")),
                        patterns(cursor.optional("executor")),
                        patterns(cursor.optional("principal"))),
                arguments,
                new Match.Reach(
                        patterns(cursor.optional("paths")),
                        patterns(cursor.optional("hosts")),
                        patterns(cursor.optional("programs")),
                        patterns(cursor.optional("facts"))));
        if (match.isAny()) {
            throw cursor.rejected("expected one of the keys " + String.join(", ", MATCH_KEYS));
        }
        return match;
    }

    private List<String> categories(@Nullable YamlCursor cursor) throws PolicyRejected {
        List<String> categories = patterns(cursor);
        for (String category : categories) {
            boolean known = Stream.concat(Stream.of(Vocabulary.UNKNOWN), vocabulary.categories().keySet().stream())
                    .anyMatch(category::equals);
            if (cursor != null && !known) {
                throw cursor.rejected("expected categories of this charter, found " + category);
            }
        }
        return categories;
    }

    /** An empty list would read as "none of these" and mean "any". */
    private static List<String> patterns(@Nullable YamlCursor cursor) throws PolicyRejected {
        if (cursor == null) {
            return List.of();
        }
        List<String> patterns = cursor.texts();
        if (patterns.isEmpty() || patterns.contains("")) {
            throw cursor.rejected("expected at least one pattern, and none empty");
        }
        return patterns;
    }
}
