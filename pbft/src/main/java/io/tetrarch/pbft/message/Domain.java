package io.tetrarch.pbft.message;

/**
 * What every signature is bound to: the group and its epoch stand first in every signed body, so that nothing signed
 * for one group or epoch means anything in another.
 *
 * @param groupId SHA3-256 of the group file's canonical bytes
 * @param epoch counts changes of membership, keys or charter
 */
public record Domain(Digest groupId, long epoch) {}
