package io.tetrarch.node.replica;

import io.tetrarch.pbft.Standing;

/**
 * How a replica is.
 *
 * @param standing as of its last turn
 * @param halted whether it has stopped for good
 */
public record ReplicaState(Standing standing, boolean halted) {}
