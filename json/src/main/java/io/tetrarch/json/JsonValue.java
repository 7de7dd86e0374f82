package io.tetrarch.json;

/** A JSON value (RFC 8259): immutable, and free of everything {@link JsonParser} refuses but lone surrogates. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** One line, no insignificant white space, as {@link JsonWriter#compact} writes it. */
    default String toJson() {
        return JsonWriter.compact(this);
    }

    /** The kind of value as a person would name it in an error message, with its article. */
    default String kind() {
        return switch (this) {
            case JsonObject object -> "an object";
            case JsonArray array -> "an array";
            case JsonString string -> "a string";
            case JsonNumber number -> "a number";
            case JsonBoolean bool -> "a boolean";
            case JsonNull none -> "null";
        };
    }
}
