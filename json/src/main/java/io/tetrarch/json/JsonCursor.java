package io.tetrarch.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value inside a JSON file together with the way to it, for reading files that must have a certain form (a proof, a
 * script) with errors that name line, column and path. Places cost nothing until one is needed: then the text is read
 * once more.
 *
 * <p>Every reading method throws {@link JsonRejected} where the file has not the form asked for.
 */
public final class JsonCursor {

    private final byte[] text;
    private final JsonLimits limits;
    private final String path;
    /** Where the value stands in document order, counting from 0. */
    private final int index;

    private final JsonValue value;

    private JsonCursor(byte[] text, JsonLimits limits, String path, int index, JsonValue value) {
        this.text = text;
        this.limits = limits;
        this.path = path;
        this.index = index;
        this.value = value;
    }

    /** A cursor on the outermost value of a text. */
    public static JsonCursor parse(byte[] utf8, JsonLimits limits) throws JsonRejected {
        return new JsonCursor(utf8.clone(), limits, "", 0, JsonParser.parse(utf8, limits));
    }

    public JsonValue value() {
        return value;
    }

    /** The member of that name, which must be there. */
    public JsonCursor member(String name) throws JsonRejected {
        JsonCursor member = optional(name);
        if (member == null) {
            throw rejected("expected a member " + new JsonString(name).toJson());
        }
        return member;
    }

    /** The member of that name, or null if the object has none. */
    public @Nullable JsonCursor optional(String name) throws JsonRejected {
        JsonObject object = object();
        int next = index + 1;
        for (var member : object.members().entrySet()) {
            if (member.getKey().equals(name)) {
                return new JsonCursor(text, limits, path.isEmpty() ? name : path + "." + name, next, member.getValue());
            }
            next += count(member.getValue());
        }
        return null;
    }

    /** Refuses members of any other name: a misspelt option must not be passed over. */
    public JsonCursor onlyMembers(Set<String> allowed) throws JsonRejected {
        for (String name : object().members().keySet()) {
            if (!allowed.contains(name)) {
                throw member(name).rejected("expected only the members " + String.join(", ", allowed));
            }
        }
        return this;
    }

    public List<JsonCursor> elements() throws JsonRejected {
        if (!(value instanceof JsonArray array)) {
            throw wrongKind("an array");
        }
        List<JsonCursor> cursors = new ArrayList<>();
        int next = index + 1;
        for (JsonValue element : array.elements()) {
            cursors.add(new JsonCursor(text, limits, path + "[" + cursors.size() + "]", next, element));
            next += count(element);
        }
        return List.copyOf(cursors);
    }

    public JsonObject object() throws JsonRejected {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrongKind("an object");
    }

    public String string() throws JsonRejected {
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw wrongKind("a string");
    }

    public boolean bool() throws JsonRejected {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        throw wrongKind("true or false");
    }

    /**
     * Whether a member is there that may only say {@code true}: whatever is not so leaves it out, which gives every
     * meaning one form.
     */
    public boolean flag(String name) throws JsonRejected {
        JsonCursor flag = optional(name);
        if (flag != null && !flag.bool()) {
            throw flag.rejected("expected true, or no such member");
        }
        return flag != null;
    }

    /** An integer from {@code min} to {@code max}, both included. */
    public long integer(long min, long max) throws JsonRejected {
        if (value instanceof JsonNumber number && number.isExactInteger()) {
            long integer = number.toLong();
            if (min <= integer && integer <= max) {
                return integer;
            }
        }
        throw rejected("expected an integer from " + min + " to " + max);
    }

    /** As {@link #integer(long, long)}. */
    public long integer(Range range) throws JsonRejected {
        return integer(range.least(), range.most());
    }

    /** A rejection of the value here, for a reader that finds more wrong with it than its kind. */
    public JsonRejected rejected(String problem) {
        TextPosition position = position();
        return new JsonRejected(
                position.line(), position.column(), path.isEmpty() ? problem : "at " + path + ": " + problem);
    }

    private JsonRejected wrongKind(String wanted) {
        return rejected("expected " + wanted + ", found " + value.kind());
    }

    private TextPosition position() {
        try {
            return TextPosition.of(text, JsonParser.offsets(text, limits).get(index));
        } catch (JsonRejected e) {
            throw new IllegalStateException("a text that was read is refused the second time", e);
        }
    }

    /** How many values a value is made of, itself included. */
    private static int count(JsonValue value) {
        int count = 1;
        if (value instanceof JsonObject object) {
            for (JsonValue member : object.members().values()) {
                count += count(member);
            }
        } else if (value instanceof JsonArray array) {
            for (JsonValue element : array.elements()) {
                count += count(element);
            }
        }
        return count;
    }
}
