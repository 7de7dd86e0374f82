package io.tetrarch.json;

/** A JSON string, escapes already resolved. */
public record JsonString(String value) implements JsonValue {}
