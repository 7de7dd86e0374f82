package io.tetrarch.use.hardgate;

import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.message.Signed;

/** Breaks what an observer promises: the last replicas find it throwing at their first message, and halt. */
record Saboteur(int healthy) implements ClusterObserver {
    @Override
    public void onSent(int replica, Signed<?> message) {
        if (replica >= healthy) {
            throw new IllegalStateException("replica " + replica + " is broken");
        }
    }
}
