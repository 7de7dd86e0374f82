package io.tetrarch.node.observe;

import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;

/**
 * Watches the replicas of a cluster. Called on a thread of its own, of one thing after the other, in the order in which they
 * happened, and a moment later. What it throws is logged; where it is so slow that thousands of things wait for it, it is not
 * told of those that happen then. The replicas go on whatever it does.
 */
public interface ClusterObserver {
    /** Sees nothing. */
    ClusterObserver NONE = new ClusterObserver() {};

    /** The replica sends this, to one peer or to all. */
    default void onSent(int replica, Signed<?> message) {}

    /** The replica executed batches, and has stored them. */
    default void onExecuted(Executed executed) {}

    /** The replica dropped something of the sender's; {@code sender} may be its own index. */
    default void onDropped(int replica, int sender, String reason) {}

    /** The replica's judge denies what has been decided without it; no proof holds that verdict. */
    default void onLateObjection(int replica, Verdict verdict) {}

    /** @param active whether the replica takes part in the view, or waits for it to begin */
    default void onViewChanged(int replica, long view, boolean active) {}

    /** An equivocation was proven. */
    default void onEvidence(int replica, Evidence evidence) {}

    /** @param atWork whether the replica was started again, or stopped, in a {@link Drill} */
    default void onDrill(int replica, boolean atWork) {}

    /** The replica has begun this epoch, which is not the founding one. */
    default void onEpochBegun(int replica, Domain epoch) {}

    /** The replica has stopped for good. */
    default void onHalted(int replica, Throwable cause) {}
}
