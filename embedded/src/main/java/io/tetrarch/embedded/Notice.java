package io.tetrarch.embedded;

/**
 * What opening took over from an earlier build.
 *
 * @param subject one word on what it is about
 * @param line what was done
 */
public record Notice(String subject, String line) {}
