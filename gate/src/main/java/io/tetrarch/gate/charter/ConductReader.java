package io.tetrarch.gate.charter;

import io.tetrarch.gate.redaction.Redaction;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a charter is applied. */
final class ConductReader {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
    private static final Map<String, Long> UNIT_MILLIS =
            Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private ConductReader() {}

    static Conduct conduct(YamlCursor root) throws PolicyRejected {
        return new Conduct(
                acknowledged(root.optional("acknowledge")),
                new Conduct.Access(
                        names(root.optional("submit")),
                        names(root.optional("execute")),
                        principals(root.optional("principals"))),
                quotas(root.optional("quotas")),
                redaction(root.optional("redaction")),
                ProvenanceReader.terms(root.optional("provenance")),
                knowledge(root.optional("knowledge")));
    }

    private static Optional<Digest> knowledge(@Nullable YamlCursor cursor) throws PolicyRejected {
        if (cursor == null) {
            return Optional.empty();
        }
        if (!cursor.text().matches("[0-9a-f]{64}")) {
            throw cursor.rejected("expected a SHA3-256 digest as 64 hexadecimal digits, found " + cursor.text());
        }
        return Optional.of(Digest.ofHex(cursor.text()));
    }

    private static List<Conduct.Danger> acknowledged(@Nullable YamlCursor cursor) throws PolicyRejected {
        List<Conduct.Danger> dangers = new ArrayList<>();
        for (String word : cursor == null ? List.<String>of() : cursor.texts()) {
            if (cursor != null && !word.equals(Conduct.Danger.CORRELATED_JUDGES.word())) {
                throw cursor.rejected("expected " + Conduct.Danger.CORRELATED_JUDGES.word() + ", found " + word);
            }
            dangers.add(Conduct.Danger.CORRELATED_JUDGES);
        }
        return dangers;
    }

    /** An empty list would read as "nobody" and mean "whoever the group allows". */
    private static List<String> names(@Nullable YamlCursor cursor) throws PolicyRejected {
        if (cursor == null) {
            return List.of();
        }
        List<String> names = cursor.texts();
        if (names.isEmpty() || names.contains("")) {
            throw cursor.rejected("expected at least one name of a client, and none empty");
        }
        return names;
    }

    private static List<Conduct.Speaker> principals(@Nullable YamlCursor cursor) throws PolicyRejected {
        List<Conduct.Speaker> speakers = new ArrayList<>();
        for (YamlCursor speaker : cursor == null ? List.<YamlCursor>of() : cursor.elements()) {
            speaker.only(Set.of("clients", "names"));
            List<String> patterns = speaker.get("names").texts();
            if (patterns.isEmpty() || patterns.contains("")) {
                throw speaker.get("names").rejected("expected at least one name of a principal, and none empty");
            }
            speakers.add(new Conduct.Speaker(names(speaker.get("clients")), patterns));
        }
        if (cursor != null && speakers.isEmpty()) {
            throw cursor.rejected("expected at least one element with clients and names");
        }
        return speakers;
    }

    private static List<Conduct.Quota> quotas(@Nullable YamlCursor cursor) throws PolicyRejected {
        List<Conduct.Quota> quotas = new ArrayList<>();
        for (YamlCursor quota : cursor == null ? List.<YamlCursor>of() : cursor.elements()) {
            quota.only(Set.of("clients", "decisions", "window"));
            quotas.add(new Conduct.Quota(
                    names(quota.optional("clients")),
                    (int) quota.get("decisions").integer(Bounds.QUOTA_DECISIONS),
                    millis(quota.get("window"))));
        }
        return quotas;
    }

    private static long millis(YamlCursor cursor) throws PolicyRejected {
        Matcher span = SPAN.matcher(cursor.text());
        if (span.matches()) {
            long millis = Long.parseLong(span.group(1)) * UNIT_MILLIS.getOrDefault(span.group(2), 0L);
            if (Bounds.QUOTA_WINDOW_MILLIS.holds(millis)) {
                return millis;
            }
        }
        throw cursor.rejected("expected a span of time up to 31d, such as 30s, 10m, 1h or 7d, found " + cursor.text());
    }

    private static Redaction redaction(@Nullable YamlCursor cursor) throws PolicyRejected {
        if (cursor == null) {
            return Redaction.none();
        }
        cursor.only(Set.of("parameters", "patterns"));
        YamlCursor patterns = cursor.optional("patterns");
        for (YamlCursor pattern : patterns == null ? List.<YamlCursor>of() : patterns.elements()) {
            String problem = Redactor.problem(pattern.text());
            if (!problem.isEmpty()) {
                throw pattern.rejected("expected an RE2 pattern: " + problem);
            }
        }
        return new Redaction(names(cursor.optional("parameters")), patterns == null ? List.of() : patterns.texts());
    }
}
