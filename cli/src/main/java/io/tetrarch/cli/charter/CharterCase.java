package io.tetrarch.cli.charter;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a charter is to make of an action.
 *
 * @param line where it stands, from 1
 * @param tier as wanted; so is {@code outcome}, which is one of {@link #OUTCOMES}
 */
record CharterCase(int line, Action action, String client, Optional<String> tier, Optional<String> outcome) {
    static final List<String> OUTCOMES = List.of("approved", "denied");

    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("action", "client", "tier", "outcome"));
    private static final String NOTHING_EXPECTED = "expected tier, outcome or both";
    private static final String DEFAULT_CLIENT = "gate";

    /**
     * Reads cases: JSON, one object a line, or a YAML list of the same. Which of the two it is, its first character tells.
     *
     * @throws Failure naming file, line and column of what is no case
     */
    static List<CharterCase> read(InputFile input) throws Failure {
        String text = new String(input.bytes(), StandardCharsets.UTF_8);
        List<CharterCase> cases = text.stripLeading().startsWith("{") ? ofJson(text, input) : ofYaml(text, input);
        if (cases.isEmpty()) {
            throw Failure.badInput(input.name() + ":1:1: expected at least one case");
        }
        return cases;
    }

    private static List<CharterCase> ofJson(String text, InputFile input) throws Failure {
        List<String> lines = text.lines().toList();
        List<CharterCase> cases = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (!lines.get(i).isBlank()) {
                    cases.add(of(
                            i + 1, JsonCursor.parse(lines.get(i).getBytes(StandardCharsets.UTF_8), JsonLimits.ACTION)));
                }
            } catch (JsonRejected e) {
                throw Failure.badInput(input.name() + ":" + (i + 1) + ":" + e.column() + ": " + e.problem());
            }
        }
        return cases;
    }

    private static CharterCase of(int line, JsonCursor root) throws JsonRejected {
        root.onlyMembers(KEYS);
        JsonCursor client = root.optional("client");
        JsonCursor tier = root.optional("tier");
        JsonCursor outcome = root.optional("outcome");
        if (tier == null && outcome == null) {
            throw root.rejected(NOTHING_EXPECTED);
        }
        if (outcome != null && !OUTCOMES.contains(outcome.string())) {
            throw outcome.rejected(unlikeOutcomes(outcome.string()));
        }
        return new CharterCase(
                line,
                action(root.member("action").object()),
                client == null ? DEFAULT_CLIENT : client.string(),
                tier == null ? Optional.empty() : Optional.of(tier.string()),
                outcome == null ? Optional.empty() : Optional.of(outcome.string()));
    }

    private static List<CharterCase> ofYaml(String text, InputFile input) throws Failure {
        try {
            List<CharterCase> cases = new ArrayList<>();
            if (!text.isBlank()) {
                for (YamlCursor each : YamlCursor.parse(text).elements()) {
                    cases.add(of(each));
                }
            }
            return cases;
        } catch (PolicyRejected e) {
            throw Failure.badInput(e.in(input.name()));
        }
    }

    private static CharterCase of(YamlCursor root) throws PolicyRejected {
        root.only(KEYS);
        YamlCursor action = root.get("action");
        YamlCursor outcome = root.optional("outcome");
        if (outcome == null && root.optional("tier") == null) {
            throw root.rejected(NOTHING_EXPECTED);
        }
        if (outcome != null && !OUTCOMES.contains(outcome.text())) {
            throw outcome.rejected(unlikeOutcomes(outcome.text()));
        }
        return new CharterCase(
                root.line(),
                action(action),
                text(root.optional("client")).orElse(DEFAULT_CLIENT),
                text(root.optional("tier")),
                text(outcome));
    }

    private static Optional<String> text(@Nullable YamlCursor cursor) throws PolicyRejected {
        return cursor == null ? Optional.empty() : Optional.of(cursor.text());
    }

    private static Action action(YamlCursor cursor) throws PolicyRejected {
        JsonValue value = cursor.json();
        if (!(value instanceof JsonObject object)) {
            throw cursor.rejected("expected a mapping");
        }
        try {
            return action(object);
        } catch (JsonRejected e) {
            throw cursor.rejected(e.problem());
        }
    }

    private static Action action(JsonObject object) throws JsonRejected {
        return Action.parse(JsonWriter.compactBytes(object));
    }

    private static String unlikeOutcomes(String found) {
        return "expected " + String.join(" or ", OUTCOMES) + ", found " + found;
    }
}
