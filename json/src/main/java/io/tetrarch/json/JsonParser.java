package io.tetrarch.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A strict reader of JSON (RFC 8259 with the restrictions of I-JSON, RFC 7493), from UTF-8 bytes. It refuses what two
 * readers could understand differently, since what is judged must be what is hashed and run: a member given twice, text
 * after the value, a byte order mark, malformed UTF-8, lone surrogates, raw control characters, and numbers that a
 * double does not hold (see {@link JsonScanner#number}). Every byte sequence gives a value or a {@link JsonRejected}.
 */
public final class JsonParser {

    private final JsonScanner scanner;
    private final JsonLimits limits;
    /** Told the byte offset of every value, in the order met. */
    private final IntConsumer onValue;

    private JsonParser(JsonScanner scanner, JsonLimits limits, IntConsumer onValue) {
        this.scanner = scanner;
        this.limits = limits;
        this.onValue = onValue;
    }

    /** The one value the bytes hold. */
    public static JsonValue parse(byte[] utf8, JsonLimits limits) throws JsonRejected {
        return document(utf8, limits, offset -> {});
    }

    /** As {@link #parse}, for texts whose outermost value must be an object. */
    public static JsonObject parseObject(byte[] utf8, JsonLimits limits) throws JsonRejected {
        JsonValue value = parse(utf8, limits);
        if (value instanceof JsonObject object) {
            return object;
        }
        TextPosition start = TextPosition.of(utf8, firstOffset(utf8));
        throw new JsonRejected(start.line(), start.column(), "expected an object, found " + value.kind());
    }

    /** The byte offsets at which the values of a well-formed text begin, in document order. */
    static List<Integer> offsets(byte[] utf8, JsonLimits limits) throws JsonRejected {
        List<Integer> offsets = new ArrayList<>();
        document(utf8, limits, offsets::add);
        return offsets;
    }

    private static JsonValue document(byte[] utf8, JsonLimits limits, IntConsumer onValue) throws JsonRejected {
        JsonScanner scanner = new JsonScanner(utf8);
        if (utf8.length > limits.maxBytes()) {
            throw new JsonRejected(1, 1, "expected at most " + limits.maxBytes() + " bytes, found " + utf8.length);
        }
        scanner.refuseByteOrderMark();
        JsonParser parser = new JsonParser(scanner, limits, onValue);
        JsonValue value = parser.value(1, "a value");
        scanner.skipSpace();
        if (!scanner.atEnd()) {
            throw scanner.expected("the end of the text");
        }
        return value;
    }

    private static int firstOffset(byte[] utf8) {
        JsonScanner scanner = new JsonScanner(utf8);
        scanner.skipSpace();
        return scanner.offset();
    }

    private JsonValue value(int depth, String wanted) throws JsonRejected {
        scanner.skipSpace();
        onValue.accept(scanner.offset());
        return switch (scanner.peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new JsonString(scanner.string());
            case 't' -> literal("true", new JsonBoolean(true));
            case 'f' -> literal("false", new JsonBoolean(false));
            case 'n' -> literal("null", JsonNull.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                new JsonNumber(limits.wholeNumbers() ? scanner.wholeNumber() : scanner.number());
            default -> throw scanner.expected(wanted);
        };
    }

    private JsonValue literal(String word, JsonValue value) throws JsonRejected {
        scanner.literal(word);
        return value;
    }

    private JsonObject object(int depth) throws JsonRejected {
        refuseTooDeep(depth);
        scanner.skip();
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        scanner.skipSpace();
        if (scanner.skipIf('}')) {
            return new JsonObject(members);
        }
        String wanted = "a member name in double quotes or '}'";
        while (true) {
            scanner.skipSpace();
            int nameOffset = scanner.offset();
            if (scanner.peek() != '"') {
                throw scanner.expected(wanted);
            }
            String name = scanner.string();
            scanner.skipSpace();
            if (!scanner.skipIf(':')) {
                throw scanner.expected("':' after a member name");
            }
            if (members.putIfAbsent(name, value(depth + 1, "a value after ':'")) != null) {
                throw scanner.at(nameOffset, "expected a new member name, found " + quoted(name) + " a second time");
            }
            scanner.skipSpace();
            if (scanner.skipIf('}')) {
                return new JsonObject(members);
            }
            if (!scanner.skipIf(',')) {
                throw scanner.expected("',' or '}' after a member");
            }
            wanted = "a member name in double quotes after ','";
        }
    }

    private JsonArray array(int depth) throws JsonRejected {
        refuseTooDeep(depth);
        scanner.skip();
        List<JsonValue> elements = new ArrayList<>();
        scanner.skipSpace();
        if (scanner.skipIf(']')) {
            return new JsonArray(elements);
        }
        String wanted = "a value or ']'";
        while (true) {
            elements.add(value(depth + 1, wanted));
            scanner.skipSpace();
            if (scanner.skipIf(']')) {
                return new JsonArray(elements);
            }
            if (!scanner.skipIf(',')) {
                throw scanner.expected("',' or ']' after an element");
            }
            wanted = "a value after ','";
        }
    }

    private void refuseTooDeep(int depth) throws JsonRejected {
        if (depth > limits.maxDepth()) {
            throw scanner.at(scanner.offset(), "expected nesting of at most " + limits.maxDepth() + " levels");
        }
    }

    /** A name as an error shows it: escaped, so that the message stays one line, and cut. */
    private static String quoted(String name) {
        int end = name.length() <= 60 ? name.length() : name.offsetByCodePoints(0, Math.min(40, name.length() / 2));
        return JsonWriter.compact(new JsonString(name.substring(0, end))) + (end < name.length() ? "..." : "");
    }
}
