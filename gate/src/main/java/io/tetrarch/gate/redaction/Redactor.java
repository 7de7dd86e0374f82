package io.tetrarch.gate.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Masks secrets. What it returns is for eyes, logs and prompts; it is never hashed, signed or run. Linear in the size of
 * the text whatever stands in it. Immutable, for any number of threads.
 */
public final class Redactor {

    /** What stands in the place of a secret. */
    public static final String MASK = "[redacted]";

    private static final List<String> ENDINGS =
            Redaction.STANDARD.parameters().stream().map(Redactor::plain).toList();

    private static final Redactor STANDARD = of(Redaction.none());

    private final Set<String> parameters = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    private Redactor(Redaction more) {
        for (Redaction each : List.of(Redaction.STANDARD, more)) {
            each.parameters().forEach(name -> parameters.add(plain(name)));
            each.patterns().forEach(pattern -> patterns.add(Pattern.compile(pattern)));
        }
    }

    /** Masks the standard secrets, and nothing else. */
    public static Redactor standard() {
        return STANDARD;
    }

    /**
     * Masks the standard secrets and these.
     *
     * @throws PatternSyntaxException if a pattern is not RE2
     */
    public static Redactor of(Redaction more) {
        return new Redactor(more);
    }

    /** Why an expression cannot be a pattern; empty if it can. */
    public static String problem(String pattern) {
        try {
            return Pattern.compile(pattern).matches("") ? "it matches nothing at all" : "";
        } catch (PatternSyntaxException e) {
            return e.getDescription();
        }
    }

    /** The object with every secret in it masked, whatever its type; names and order stay. */
    public JsonObject mask(JsonObject object) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            boolean secret = isSecret(plain(member.getKey()));
            members.put(member.getKey(), secret ? new JsonString(MASK) : mask(member.getValue()));
        }
        return new JsonObject(members);
    }

    /** Or ends as a standard one does: {@code dbPassword}, {@code github-token}. */
    private boolean isSecret(String name) {
        return parameters.contains(name) || ENDINGS.stream().anyMatch(name::endsWith);
    }

    private JsonValue mask(JsonValue value) {
        return switch (value) {
            case JsonObject object -> mask(object);
            case JsonArray array ->
                new JsonArray(array.elements().stream().map(this::mask).toList());
            case JsonString string -> new JsonString(mask(string.value()));
            case io.tetrarch.json.JsonNumber number -> number;
            case io.tetrarch.json.JsonBoolean bool -> bool;
            case io.tetrarch.json.JsonNull none -> none;
        };
    }

    /** The text with every secret in it masked. */
    public String mask(String text) {
        String masked = text;
        for (Pattern pattern : patterns) {
            masked = mask(masked, pattern);
        }
        return masked;
    }

    private static String mask(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder masked = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
            if (matcher.end(group) > matcher.start(group)) {
                masked.append(text, from, matcher.start(group)).append(MASK);
                from = matcher.end(group);
            }
        }
        return from == 0 ? text : masked.append(text, from, text.length()).toString();
    }

    /** Paths of the members that {@link #mask(JsonObject)} changes, such as {@code arguments.token}. */
    public List<String> masked(JsonObject object) {
        List<String> paths = new ArrayList<>();
        compare("", object, mask(object), paths);
        return paths;
    }

    private static void compare(String path, JsonValue before, JsonValue after, List<String> paths) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof JsonObject one && after instanceof JsonObject other) {
            one.members()
                    .forEach((name, value) -> compare(
                            path.isEmpty() ? name : path + "." + name,
                            value,
                            other.members().getOrDefault(name, value),
                            paths));
        } else if (before instanceof JsonArray one && after instanceof JsonArray other) {
            for (int i = 0; i < one.elements().size(); i++) {
                compare(
                        path + "[" + i + "]",
                        one.elements().get(i),
                        other.elements().get(i),
                        paths);
            }
        } else {
            paths.add(path);
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(".", "");
    }
}
