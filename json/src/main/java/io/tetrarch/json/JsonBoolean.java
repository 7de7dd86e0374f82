package io.tetrarch.json;

/** A JSON literal {@code true} or {@code false}. */
public record JsonBoolean(boolean value) implements JsonValue {}
