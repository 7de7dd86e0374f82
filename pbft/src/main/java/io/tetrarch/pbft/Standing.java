package io.tetrarch.pbft;

/**
 * Where a replica stands, for people, metrics and checkers.
 *
 * @param view its view
 * @param active whether it takes part in the view, or waits for its NEW-VIEW
 * @param lowWatermark h: the last stable checkpoint
 * @param executed the last sequence executed
 */
public record Standing(long view, boolean active, long lowWatermark, long executed) {}
