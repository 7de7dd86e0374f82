package io.tetrarch.pbft.message;

/**
 * A message as it travels: who claims to have signed it, and the signature over its body.
 *
 * @param sender index of the replica in the group
 */
public record Signed<M extends Message>(int sender, M message, Bytes signature) {}
