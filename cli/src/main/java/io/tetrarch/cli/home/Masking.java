package io.tetrarch.cli.home;

import io.tetrarch.gate.json.JsonArray;
import io.tetrarch.gate.json.JsonBoolean;
import io.tetrarch.gate.json.JsonNull;
import io.tetrarch.gate.json.JsonNumber;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonString;
import io.tetrarch.gate.json.JsonValue;
import java.util.regex.Pattern;

/** Hides what looks like a secret in what is shown of an action; what is hashed and stored stays as it is. */
public final class Masking {
    private static final String MASK = "••••";
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(password|passwd|passphrase|secret|token|api_?-?key|access_?-?key|private_?-?key|credential|authorization|cookie).*");
    /** What a value follows by which its name is known, inside a command line or an address. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)([\\w-]*(?:password|passwd|passphrase|secret|token|api_?-?key|access_?-?key|private_?-?key|credential)[\\w-]*"
                + "(?:=|:\\s*|\\s+)['\"]?)([^\\s'\"&]{3,})");

    private static final Pattern BEARER = Pattern.compile("(?i)((?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{6,}");
    private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+(@)");
    private static final Pattern KNOWN = Pattern.compile(
            "\\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|sk-[A-Za-z0-9_-]{16,}"
                    + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)");

    private Masking() {}

    public static JsonObject of(JsonObject action) {
        JsonObject.Builder masked = JsonObject.builder();
        action.members().forEach((name, value) -> masked.put(name, of(name, value)));
        return masked.build();
    }

    private static JsonValue of(String name, JsonValue value) {
        return switch (value) {
            case JsonString text when NAME.matcher(name).matches() -> new JsonString(MASK);
            case JsonString text -> new JsonString(of(text.value()));
            case JsonObject object -> of(object);
            case JsonArray array ->
                new JsonArray(array.elements().stream()
                        .map(element -> of(name, element))
                        .toList());
            case JsonNumber number -> number;
            case JsonBoolean bool -> bool;
            case JsonNull none -> none;
        };
    }

    public static String of(String text) {
        String masked = IN_URL.matcher(text).replaceAll("$1" + MASK + "$2");
        masked = BEARER.matcher(masked).replaceAll("$1" + MASK);
        masked = KNOWN.matcher(masked).replaceAll(MASK);
        return ASSIGNED.matcher(masked).replaceAll("$1" + MASK);
    }
}
