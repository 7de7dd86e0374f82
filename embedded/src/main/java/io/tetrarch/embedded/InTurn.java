package io.tetrarch.embedded;

import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Signed;

/**
 * Stands in a replica's own turn, on the thread that takes it, before anybody is told: the place to hold up a replica or to
 * break it, by what is thrown, and so for tests alone.
 */
interface InTurn {
    /** Lets all pass. */
    InTurn NOTHING = new InTurn() {};

    default void onSent(int replica, Signed<?> message) {}

    default void onExecuted(Executed executed) {}
}
