package io.tetrarch.reading.shell;

/**
 * Program text in another language that the shell text hands to an interpreter.
 *
 * @param language such as {@code python}
 * @param program the interpreter as named
 */
public record InlineCode(String language, String text, String program) {}
