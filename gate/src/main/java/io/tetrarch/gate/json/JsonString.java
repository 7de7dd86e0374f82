package io.tetrarch.gate.json;

/** A JSON string, escapes already resolved. */
public record JsonString(String value) implements JsonValue {}
