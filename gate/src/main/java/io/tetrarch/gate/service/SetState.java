package io.tetrarch.gate.service;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.rule.SystemKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The action that changes a named value: compare-and-set.
 *
 * @param expectedVersion of the value that it replaces; 0 where there is none yet
 */
public record SetState(String key, long expectedVersion, JsonValue value) {
    /** Characters of a key at most. */
    public static final int MOST_KEY = 128;

    /** Bytes of a value's compact JSON at most. */
    public static final int MOST_VALUE_BYTES = 4096;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0," + (MOST_KEY - 1) + "}");
    private static final long MOST_VERSION = 1L << 52;

    /** The action, its kind first. */
    public JsonObject json() {
        return JsonObject.builder()
                .put("kind", SystemKind.SET_STATE.word())
                .put("key", key)
                .put("expectedVersion", expectedVersion)
                .put("value", value)
                .build();
    }

    Bytes valueBytes() {
        return Bytes.wrap(JsonWriter.compactBytes(value));
    }

    /**
     * Reads the action, strictly.
     *
     * @throws JsonRejected saying where what was expected
     */
    public static SetState read(Bytes action) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(action.toArray(), JsonLimits.ACTION)
                .onlyMembers(new LinkedHashSet<>(List.of("kind", "key", "expectedVersion", "value")));
        JsonCursor kind = root.member("kind");
        if (!kind.string().equals(SystemKind.SET_STATE.word())) {
            throw kind.rejected("expected \"" + SystemKind.SET_STATE.word() + "\"");
        }
        JsonCursor key = root.member("key");
        if (!KEY.matcher(key.string()).matches()) {
            throw key.rejected("expected 1 to " + MOST_KEY + " letters, digits, '.', '_', '/' and '-'");
        }
        JsonCursor value = root.member("value");
        if (JsonWriter.compactBytes(value.value()).length > MOST_VALUE_BYTES) {
            throw value.rejected("expected at most " + MOST_VALUE_BYTES + " bytes");
        }
        return new SetState(key.string(), root.member("expectedVersion").integer(0, MOST_VERSION), value.value());
    }
}
