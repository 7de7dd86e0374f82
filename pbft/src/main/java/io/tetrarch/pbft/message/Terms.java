package io.tetrarch.pbft.message;

/**
 * The terms a request is to be decided under.
 *
 * @param executor the only executor that may run the action (its audience)
 * @param tier the charter's tier for this action
 * @param charterVersion the version of the charter that the judges apply
 */
public record Terms(String executor, String tier, long charterVersion) {}
