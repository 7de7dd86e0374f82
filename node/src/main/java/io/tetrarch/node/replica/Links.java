package io.tetrarch.node.replica;

import io.tetrarch.pbft.message.Signed;

/**
 * The way to the peers. Never blocks and never throws; a message may be lost, doubled or late. The message is shared and
 * immutable.
 */
public interface Links {
    void send(int from, int to, Signed<?> message);

    /** To every replica but {@code from}. */
    void broadcast(int from, Signed<?> message);
}
