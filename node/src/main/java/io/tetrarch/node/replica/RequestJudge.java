package io.tetrarch.node.replica;

import io.tetrarch.pbft.message.SignedRequest;

/** One replica's judge, put before whole requests. */
@FunctionalInterface
public interface RequestJudge {
    /**
     * Takes a request on. Called on the replica's own thread, between two steps, to note what the replica's state says
     * at this moment; must return at once. The hearing itself is held elsewhere.
     */
    Hearing open(SignedRequest request);
}
