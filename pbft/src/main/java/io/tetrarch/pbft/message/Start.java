package io.tetrarch.pbft.message;

/**
 * Where an epoch after the first begins: at the end of the one before. Named in the group file, so that whoever has the
 * file can check the state it starts from.
 *
 * @param sequence of the batch that ended the epoch before; the first batch of this one comes next
 * @param header digest of that batch's header, the parent of the next
 * @param stateRoot commits to the service's state after it: see {@link StateRoot}
 */
public record Start(long sequence, Digest header, Digest stateRoot) {}
