package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value within the bytes of a message, as its sender wrote them. Only as much is read as it takes to find where values
 * begin and end; a name that stands twice is refused, since two readers could take another one.
 */
final class RawJson {
    private final byte[] text;
    private final int from;
    private final int to;

    private RawJson(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** The one value that a message holds. */
    static RawJson of(byte[] text) throws JsonRejected {
        RawJson value = at(text, 0);
        if (skipSpace(text, value.to) != text.length) {
            throw rejected(value.to, "expected the end of the message");
        }
        return value;
    }

    /** Its bytes, a copy. */
    byte[] bytes() {
        return Arrays.copyOfRange(text, from, to);
    }

    boolean isObject() {
        return text[from] == '{';
    }

    boolean isArray() {
        return text[from] == '[';
    }

    boolean isTrue() {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1).equals("true");
    }

    /** The text of a string; null if it is none. */
    @Nullable
    String string() throws JsonRejected {
        return text[from] == '"' ? JsonCursor.parse(bytes(), JsonLimits.FILE).string() : null;
    }

    /** The member of that name, or null. */
    @Nullable
    RawJson member(String name) throws JsonRejected {
        return isObject() ? members().get(name) : null;
    }

    private Map<String, RawJson> members() throws JsonRejected {
        Map<String, RawJson> members = new LinkedHashMap<>();
        int at = skipSpace(text, from + 1);
        while (at < to && text[at] != '}') {
            RawJson name = at(text, at);
            @Nullable String word = name.string();
            if (word == null) {
                throw rejected(at, "expected the name of a member");
            }
            at = skipSpace(text, name.to);
            if (at >= to || text[at] != ':') {
                throw rejected(at, "expected ':'");
            }
            RawJson value = at(text, at + 1);
            if (members.putIfAbsent(word, value) != null) {
                throw rejected(at, "expected each member once");
            }
            at = next(value.to, '}');
        }
        return members;
    }

    List<RawJson> elements() throws JsonRejected {
        List<RawJson> elements = new ArrayList<>();
        int at = skipSpace(text, from + 1);
        while (at < to && text[at] != ']') {
            RawJson element = at(text, at);
            elements.add(element);
            at = next(element.to, ']');
        }
        return elements;
    }

    /** Beyond a comma, or at the end of what holds the value. */
    private int next(int after, char end) throws JsonRejected {
        int at = skipSpace(text, after);
        if (at < to && text[at] == ',') {
            return skipSpace(text, at + 1);
        }
        if (at >= to || text[at] != end) {
            throw rejected(at, "expected ',' or '" + end + "'");
        }
        return at;
    }

    private static RawJson at(byte[] text, int start) throws JsonRejected {
        int from = skipSpace(text, start);
        if (from >= text.length) {
            throw rejected(from, "expected a value");
        }
        int at = from;
        int depth = 0;
        do {
            switch (text[at]) {
                case '"' -> at = stringEnd(text, at);
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at = depth == 0 ? wordEnd(text, at) : at + 1;
            }
        } while (depth > 0 && at < text.length);
        if (depth != 0 || at == from) {
            throw rejected(at, "expected a whole value");
        }
        return new RawJson(text, from, at);
    }

    private static int stringEnd(byte[] text, int quote) throws JsonRejected {
        for (int at = quote + 1; at < text.length; at++) {
            if (text[at] == '\\') {
                at++;
            } else if (text[at] == '"') {
                return at + 1;
            }
        }
        throw rejected(quote, "expected the end of a string");
    }

    private static int wordEnd(byte[] text, int from) {
        int at = from;
        while (at < text.length && ",:]} \t\r\n".indexOf(text[at]) < 0) {
            at++;
        }
        return at;
    }

    private static int skipSpace(byte[] text, int from) {
        int at = from;
        while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
            at++;
        }
        return at;
    }

    private static JsonRejected rejected(int at, String problem) {
        return new JsonRejected(1, at + 1, problem);
    }
}
