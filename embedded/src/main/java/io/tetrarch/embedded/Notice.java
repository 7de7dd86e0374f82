package io.tetrarch.embedded;

/**
 * What opening took over from an earlier build, or found to be out of order and could go on without.
 *
 * @param subject one word on what it is about
 * @param line what was done, or is to be done
 */
public record Notice(String subject, String line) {}
