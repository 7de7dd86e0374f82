package io.tetrarch.reading.shell;

/** A variable set before, or instead of, a command. */
public record Assignment(String name, Word value) {}
