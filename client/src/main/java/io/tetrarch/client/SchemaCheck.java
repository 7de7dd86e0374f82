package io.tetrarch.client;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value is of a JSON Schema (drafts 7 and 2020-12, their keywords for validation; {@code format} says nothing, as
 * in the drafts). A schema that uses a keyword which is not checked here is refused as a whole, so that passing means
 * something. References lead to definitions of the same document alone.
 */
final class SchemaCheck {
    /** Steps of one check: a schema may be written so that its check takes forever. */
    private static final int MOST_STEPS = 100_000;

    private static final int MOST_DEPTH = 256;

    /** They decide whether a value is valid, and are not checked here. */
    private static final Set<String> UNCHECKED = Set.of(
            "$dynamicRef",
            "$recursiveRef",
            "unevaluatedProperties",
            "unevaluatedItems",
            "dependentSchemas",
            "dependencies",
            "minContains",
            "maxContains",
            "$anchor",
            "$dynamicAnchor");

    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "string", "integer");

    private static final List<String> SCHEMAS =
            List.of("additionalProperties", "propertyNames", "contains", "not", "if", "then", "else");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> MAPS = List.of("properties", "patternProperties", "$defs", "definitions");

    private final JsonValue root;

    private SchemaCheck(JsonValue root) {
        this.root = root;
    }

    /** @throws JsonRejected naming the place, if it is no schema, or says what is not checked here */
    static SchemaCheck of(JsonCursor schema) throws JsonRejected {
        SchemaCheck check = new SchemaCheck(schema.value());
        try {
            check.accept(schema.value(), 0);
        } catch (IllegalArgumentException e) {
            throw schema.rejected(String.valueOf(e.getMessage()));
        }
        return check;
    }

    Optional<String> flaw(JsonValue value) {
        try {
            return new Run().flaw(root, value, "arguments", 0);
        } catch (Endless e) {
            return Optional.of("its schema takes too long to check");
        }
    }

    private void accept(JsonValue schema, int depth) {
        require(depth < MOST_DEPTH, "a schema of fewer levels");
        if (schema instanceof JsonBoolean) {
            return;
        }
        require(schema instanceof JsonObject, "a schema: an object, true or false");
        JsonObject object = (JsonObject) schema;
        for (String keyword : object.members().keySet()) {
            require(!UNCHECKED.contains(keyword), "a schema without " + keyword + ", which is not checked here");
        }
        acceptWords(object);
        for (String each : SCHEMAS) {
            JsonValue one = object.get(each);
            if (one != null) {
                accept(one, depth + 1);
            }
        }
        for (String each : LISTS) {
            elements(object.get(each), each).forEach(one -> accept(one, depth + 1));
        }
        for (String each : MAPS) {
            members(object.get(each), each).values().forEach(one -> accept(one, depth + 1));
        }
        JsonValue items = object.get("items");
        if (items instanceof JsonArray several) { // draft 7
            several.elements().forEach(one -> accept(one, depth + 1));
        } else if (items != null) {
            accept(items, depth + 1);
        }
    }

    private void acceptWords(JsonObject schema) {
        JsonValue type = schema.get("type");
        for (JsonValue each : type instanceof JsonArray several ? several.elements() : listOf(type)) {
            require(each instanceof JsonString word && TYPES.contains(word.value()), "known types");
        }
        JsonValue reference = schema.get("$ref");
        if (reference != null) {
            resolved(reference);
        }
        JsonValue pattern = schema.get("pattern");
        require(pattern == null || pattern instanceof JsonString, "a pattern that is a string");
        if (pattern instanceof JsonString text) {
            BoundedPattern.of(text.value());
        }
        members(schema.get("patternProperties"), "patternProperties").keySet().forEach(BoundedPattern::of);
        for (JsonValue each : elements(schema.get("required"), "required")) {
            require(each instanceof JsonString, "names in required");
        }
        require(schema.get("enum") == null || schema.get("enum") instanceof JsonArray, "a list in enum");
    }

    private static List<JsonValue> listOf(@Nullable JsonValue value) {
        return value == null ? List.of() : List.of(value);
    }

    static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + expected);
        }
    }

    static List<JsonValue> elements(@Nullable JsonValue value, String keyword) {
        require(value == null || value instanceof JsonArray, "a list in " + keyword);
        return value instanceof JsonArray array ? array.elements() : List.of();
    }

    static Map<String, JsonValue> members(@Nullable JsonValue value, String keyword) {
        require(value == null || value instanceof JsonObject, "an object in " + keyword);
        return value instanceof JsonObject object ? object.members() : Map.of();
    }

    /** What a reference within the document leads to. */
    private JsonValue resolved(JsonValue reference) {
        require(reference instanceof JsonString, "a $ref that is a string");
        String pointer = ((JsonString) reference).value();
        require(pointer.equals("#") || pointer.startsWith("#/"), "a $ref within the schema, not " + pointer);
        JsonValue at = root;
        if (pointer.length() > 1) {
            for (String step : pointer.substring(2).split("/", -1)) {
                String name = step.replace("~1", "/").replace("~0", "~");
                JsonValue next = at instanceof JsonObject object ? object.get(name) : null;
                if (next == null) {
                    throw new IllegalArgumentException("expected a $ref to a definition that there is, not " + pointer);
                }
                at = next;
            }
        }
        return at;
    }

    /** The check takes longer than anything reasonable. */
    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Endless() {
            super(null, null, false, false);
        }
    }

    /** One check of one value. */
    private final class Run {
        private int steps;

        Optional<String> flaw(JsonValue schema, JsonValue value, String at, int depth) {
            if (++steps > MOST_STEPS || depth > MOST_DEPTH) {
                throw new Endless();
            }
            if (schema instanceof JsonBoolean all) {
                return all.value() ? Optional.empty() : Optional.of(at + " is not expected");
            }
            JsonObject object = (JsonObject) schema;
            return reference(object, value, at, depth)
                    .or(() -> SchemaWords.flaw(object, value, at))
                    .or(() -> members(object, value, at, depth))
                    .or(() -> items(object, value, at, depth))
                    .or(() -> combined(object, value, at, depth))
                    .or(() -> conditional(object, value, at, depth));
        }

        private boolean holds(JsonValue schema, JsonValue value, int depth) {
            return flaw(schema, value, "", depth + 1).isEmpty();
        }

        private Optional<String> reference(JsonObject schema, JsonValue value, String at, int depth) {
            JsonValue reference = schema.get("$ref");
            return reference == null ? Optional.empty() : flaw(resolved(reference), value, at, depth + 1);
        }

        private Optional<String> members(JsonObject schema, JsonValue value, String at, int depth) {
            if (!(value instanceof JsonObject object)) {
                return Optional.empty();
            }
            Map<String, JsonValue> known = SchemaCheck.members(schema.get("properties"), "properties");
            Map<String, JsonValue> patterns = SchemaCheck.members(schema.get("patternProperties"), "patternProperties");
            JsonValue others = schema.get("additionalProperties");
            JsonValue names = schema.get("propertyNames");
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                String place = at + "." + member.getKey();
                JsonValue own = known.get(member.getKey());
                boolean isKnown = own != null;
                Optional<String> flaw = own == null ? Optional.empty() : flaw(own, member.getValue(), place, depth + 1);
                for (Map.Entry<String, JsonValue> pattern : patterns.entrySet()) {
                    if (flaw.isEmpty() && BoundedPattern.of(pattern.getKey()).finds(member.getKey())) {
                        isKnown = true;
                        flaw = flaw(pattern.getValue(), member.getValue(), place, depth + 1);
                    }
                }
                if (flaw.isEmpty() && !isKnown && others != null) {
                    flaw = flaw(others, member.getValue(), place, depth + 1);
                }
                if (flaw.isEmpty() && names != null && !holds(names, new JsonString(member.getKey()), depth)) {
                    flaw = Optional.of(place + " has a name that is not expected");
                }
                if (flaw.isPresent()) {
                    return flaw;
                }
            }
            return Optional.empty();
        }

        private Optional<String> items(JsonObject schema, JsonValue value, String at, int depth) {
            if (!(value instanceof JsonArray array)) {
                return Optional.empty();
            }
            JsonValue items = schema.get("items");
            List<JsonValue> first = items instanceof JsonArray draft7
                    ? draft7.elements()
                    : elements(schema.get("prefixItems"), "prefixItems");
            JsonValue rest = items instanceof JsonArray ? schema.get("additionalItems") : items;
            for (int i = 0; i < array.elements().size(); i++) {
                JsonValue each = i < first.size() ? first.get(i) : rest;
                Optional<String> flaw = each == null
                        ? Optional.empty()
                        : flaw(each, array.elements().get(i), at + "[" + i + "]", depth + 1);
                if (flaw.isPresent()) {
                    return flaw;
                }
            }
            JsonValue contained = schema.get("contains");
            boolean contains = contained == null
                    || array.elements().stream().anyMatch(element -> holds(contained, element, depth));
            return contains ? Optional.empty() : Optional.of(at + " has no element of those expected");
        }

        private Optional<String> combined(JsonObject schema, JsonValue value, String at, int depth) {
            for (JsonValue each : elements(schema.get("allOf"), "allOf")) {
                Optional<String> flaw = flaw(each, value, at, depth + 1);
                if (flaw.isPresent()) {
                    return flaw;
                }
            }
            List<JsonValue> any = elements(schema.get("anyOf"), "anyOf");
            if (!any.isEmpty() && any.stream().noneMatch(each -> holds(each, value, depth))) {
                return Optional.of(at + " is none of the forms expected");
            }
            List<JsonValue> one = elements(schema.get("oneOf"), "oneOf");
            if (!one.isEmpty()
                    && one.stream().filter(each -> holds(each, value, depth)).count() != 1) {
                return Optional.of(at + " is not exactly one of the forms expected");
            }
            JsonValue not = schema.get("not");
            return not != null && holds(not, value, depth)
                    ? Optional.of(at + " is of a form that is not expected")
                    : Optional.empty();
        }

        private Optional<String> conditional(JsonObject schema, JsonValue value, String at, int depth) {
            JsonValue condition = schema.get("if");
            if (condition == null) {
                return Optional.empty();
            }
            JsonValue then = schema.get(holds(condition, value, depth) ? "then" : "else");
            return then == null ? Optional.empty() : flaw(then, value, at, depth + 1);
        }
    }

    /** Of a value, as the word {@code type} has it. */
    static boolean isOf(JsonValue value, String type) {
        return switch (value) {
            case JsonNull none -> type.equals("null");
            case JsonBoolean flag -> type.equals("boolean");
            case JsonObject object -> type.equals("object");
            case JsonArray array -> type.equals("array");
            case JsonString text -> type.equals("string");
            case JsonNumber number ->
                type.equals("number") || type.equals("integer") && number.value() == Math.rint(number.value());
        };
    }
}
