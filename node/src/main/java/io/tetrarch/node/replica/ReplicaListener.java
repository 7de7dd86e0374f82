package io.tetrarch.node.replica;

import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;

/**
 * Hears what happens at the replicas. Called on the replica's own thread, in its order; must return soon and must not
 * throw. Several replicas call at once.
 */
public interface ReplicaListener {
    /** Batches were committed and executed. */
    void onExecuted(Executed executed);

    /** A client's request was refused, by its digest. */
    void onRefused(int replica, Digest request, Refusal reason);

    /** A message is on its way to one peer or all. */
    void onSent(int replica, Signed<?> message);

    /** Something that arrived was dropped. */
    void onDropped(int replica, int sender, String reason);

    /** The replica's judge denies what has been decided without it; no proof holds that verdict. */
    void onLateObjection(int replica, Verdict verdict);

    void onViewChanged(int replica, long view, boolean active);

    void onEvidence(int replica, Evidence evidence);

    /** The replica has begun this epoch, which is not the founding one; its group is known by then. */
    void onEpochBegun(int replica, Domain epoch);

    /** The replica has stopped for good: an invariant is broken, or its store failed. */
    void onHalted(int replica, Throwable cause);

    /** What all replicas of the process need has failed, such as their threads. */
    void onFailed(Throwable cause);

    /** Some time has passed; called every few milliseconds, by a thread of its own. */
    void onTick();

    /** Why a request was refused: by its signatures, or by the protocol. */
    sealed interface Refusal {
        record NotAuthentic(io.tetrarch.crypto.authentication.Refusal reason) implements Refusal {}

        record Rejected(Rejection reason) implements Refusal {}
    }
}
