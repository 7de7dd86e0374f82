package io.tetrarch.pbft.message;

/**
 * When a request is alive, in milliseconds of Unix time.
 *
 * @param notBeforeMillis when the client made it; nothing runs before
 * @param deadlineMillis nothing is approved by a judge, or run by an executor, after
 */
public record Validity(long notBeforeMillis, long deadlineMillis) {}
