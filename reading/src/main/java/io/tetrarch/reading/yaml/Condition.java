package io.tetrarch.reading.yaml;

/**
 * A condition as written in a charter: a CEL expression of type bool over what a policy can name, and where it stands.
 *
 * @param line from 1
 * @param column from 1
 */
public record Condition(String expression, int line, int column) {}
