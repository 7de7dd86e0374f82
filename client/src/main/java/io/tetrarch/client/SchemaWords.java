package io.tetrarch.client;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keywords of a JSON Schema that look at a value alone and at no schema below. */
final class SchemaWords {
    private SchemaWords() {}

    static Optional<String> flaw(JsonObject schema, JsonValue value, String at) {
        return type(schema, value, at).or(() -> constant(schema, value, at)).or(() -> switch (value) {
            case JsonString text -> text(schema, text.value(), at);
            case JsonNumber number -> number(schema, number.value(), at);
            case JsonArray array -> array(schema, array, at);
            case JsonObject object -> object(schema, object, at);
            case JsonBoolean flag -> Optional.empty();
            case JsonNull none -> Optional.empty();
        });
    }

    private static Optional<String> type(JsonObject schema, JsonValue value, String at) {
        JsonValue type = schema.get("type");
        if (type == null) {
            return Optional.empty();
        }
        List<String> types = (type instanceof JsonArray several ? several.elements() : List.of(type))
                .stream().map(each -> ((JsonString) each).value()).toList();
        return types.stream().anyMatch(each -> SchemaCheck.isOf(value, each))
                ? Optional.empty()
                : Optional.of(at + " is expected to be " + types.stream().collect(Collectors.joining(" or ")));
    }

    private static Optional<String> constant(JsonObject schema, JsonValue value, String at) {
        JsonValue one = schema.get("const");
        if (one != null && !one.equals(value)) {
            return Optional.of(at + " is expected to be " + shown(one));
        }
        return schema.get("enum") instanceof JsonArray known
                        && !known.elements().contains(value)
                ? Optional.of(at + " is expected to be one of " + shown(known))
                : Optional.empty();
    }

    private static String shown(JsonValue value) {
        String json = value.toJson();
        return json.length() > 200 ? json.substring(0, 200) + "..." : json;
    }

    private static Optional<String> text(JsonObject schema, String text, String at) {
        long length = text.codePointCount(0, text.length());
        if (length < least(schema, "minLength") || length > most(schema, "maxLength")) {
            return Optional.of(at + " has a length that is not expected, " + length + " characters");
        }
        return schema.get("pattern") instanceof JsonString pattern
                        && !BoundedPattern.of(pattern.value()).finds(text)
                ? Optional.of(at + " is expected to match " + pattern.value())
                : Optional.empty();
    }

    private static Optional<String> number(JsonObject schema, double number, String at) {
        @Nullable Double above = numberOf(schema, "exclusiveMinimum");
        @Nullable Double below = numberOf(schema, "exclusiveMaximum");
        boolean inside = number >= least(schema, "minimum")
                && number <= most(schema, "maximum")
                && (above == null || number > above)
                && (below == null || number < below);
        if (!inside) {
            return Optional.of(at + " is out of the range expected");
        }
        @Nullable Double multiple = numberOf(schema, "multipleOf");
        double times = multiple == null ? 0 : number / multiple;
        return times == Math.rint(times)
                ? Optional.empty()
                : Optional.of(at + " is expected to be a multiple of " + multiple);
    }

    private static Optional<String> array(JsonObject schema, JsonArray array, String at) {
        int size = array.elements().size();
        if (size < least(schema, "minItems") || size > most(schema, "maxItems")) {
            return Optional.of(at + " has a number of elements that is not expected, " + size);
        }
        boolean unique = schema.get("uniqueItems") instanceof JsonBoolean flag && flag.value();
        return unique && new HashSet<>(array.elements()).size() < size
                ? Optional.of(at + " is expected to have each element once")
                : Optional.empty();
    }

    private static Optional<String> object(JsonObject schema, JsonObject object, String at) {
        int size = object.members().size();
        if (size < least(schema, "minProperties") || size > most(schema, "maxProperties")) {
            return Optional.of(at + " has a number of members that is not expected, " + size);
        }
        for (JsonValue name : SchemaCheck.elements(schema.get("required"), "required")) {
            if (object.get(((JsonString) name).value()) == null) {
                return Optional.of(at + " lacks " + ((JsonString) name).value());
            }
        }
        for (Map.Entry<String, JsonValue> each : SchemaCheck.members(
                        schema.get("dependentRequired"), "dependentRequired")
                .entrySet()) {
            for (JsonValue name : SchemaCheck.elements(each.getValue(), "dependentRequired")) {
                if (object.get(each.getKey()) != null && object.get(((JsonString) name).value()) == null) {
                    return Optional.of(
                            at + " lacks " + ((JsonString) name).value() + ", which " + each.getKey() + " needs");
                }
            }
        }
        return Optional.empty();
    }

    private static double least(JsonObject schema, String keyword) {
        @Nullable Double bound = numberOf(schema, keyword);
        return bound == null ? Double.NEGATIVE_INFINITY : bound;
    }

    private static double most(JsonObject schema, String keyword) {
        @Nullable Double bound = numberOf(schema, keyword);
        return bound == null ? Double.POSITIVE_INFINITY : bound;
    }

    private static @Nullable Double numberOf(JsonObject schema, String keyword) {
        return schema.get(keyword) instanceof JsonNumber number ? number.value() : null;
    }
}
