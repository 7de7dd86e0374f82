package io.tetrarch.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * JSON out. Strings and numbers are serialised as in RFC 8785, members keep their order, so {@link #compact} equals
 * ECMAScript's {@code JSON.stringify} of the same value (but for integer-like member names, which ECMAScript moves to
 * the front). A string with a lone surrogate, which only a program can make, comes out with U+FFFD or '?' in UTF-8.
 */
public final class JsonWriter {

    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder(256);
    private final boolean pretty;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /** One line without insignificant white space. */
    public static String compact(JsonValue value) {
        JsonWriter writer = new JsonWriter(false);
        writer.value(value, 0);
        return writer.out.toString();
    }

    /** The UTF-8 bytes of {@link #compact}. */
    public static byte[] compactBytes(JsonValue value) {
        return compact(value).getBytes(StandardCharsets.UTF_8);
    }

    /** For people: one member or element a line, two spaces a level, a newline at the end. */
    public static String pretty(JsonValue value) {
        JsonWriter writer = new JsonWriter(true);
        writer.value(value, 0);
        return writer.out.append('\n').toString();
    }

    private void value(JsonValue value, int depth) {
        switch (value) {
            case JsonObject object -> object(object.members(), depth);
            case JsonArray array -> array(array.elements(), depth);
            case JsonString string -> string(string.value());
            case JsonNumber number -> out.append(EcmaNumber.format(number.value()));
            case JsonBoolean bool -> out.append(bool.value());
            case JsonNull none -> out.append("null");
        }
    }

    private void object(Map<String, JsonValue> members, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            separate(first, depth + 1);
            first = false;
            string(member.getKey());
            out.append(pretty ? ": " : ":");
            value(member.getValue(), depth + 1);
        }
        close(members.isEmpty(), depth, '}');
    }

    private void array(List<JsonValue> elements, int depth) {
        out.append('[');
        boolean first = true;
        for (JsonValue element : elements) {
            separate(first, depth + 1);
            first = false;
            value(element, depth + 1);
        }
        close(elements.isEmpty(), depth, ']');
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        newLine(depth);
    }

    private void close(boolean empty, int depth, char bracket) {
        if (!empty) {
            newLine(depth);
        }
        out.append(bracket);
    }

    private void newLine(int depth) {
        if (pretty) {
            out.append('\n').repeat(' ', INDENT * depth);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                out.append(c);
            } else {
                escape(c);
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
        }
    }
}
