package io.tetrarch.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members keep the order they came in. The order is part of the value: it is hashed, so two objects
 * that differ only in it are not equal.
 */
public record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {

    public JsonObject {
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /** The member of that name, or null if there is none. */
    public @Nullable JsonValue get(String name) {
        return members.get(name);
    }

    /** The member of that name if it is a string, else null. */
    public @Nullable String string(String name) {
        return members.get(name) instanceof JsonString string ? string.value() : null;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that
                && members.equals(that.members)
                && new ArrayList<>(members.keySet()).equals(new ArrayList<>(that.members.keySet()));
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** Collects members in order; a name given twice is a mistake of the caller and throws. */
    public static final class Builder {

        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("member given twice: " + name);
            }
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        public Builder put(String name, double value) {
            return put(name, new JsonNumber(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, new JsonBoolean(value));
        }

        public JsonObject build() {
            return new JsonObject(new LinkedHashMap<>(members));
        }
    }
}
