package io.tetrarch.proof.group;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Start;

/**
 * Where a group of a later epoch comes from.
 *
 * @param founding the group and epoch that all began with
 * @param previous id of the group in the epoch before
 * @param start where this epoch begins
 */
public record Descent(Domain founding, Digest previous, Start start) {}
