package io.tetrarch.node.observe;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.replica.ReplicaInspection;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.rule.CharterBook;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What can be seen of a group of replicas, wherever they run. Looking changes nothing.
 *
 * <p>For any number of threads.
 */
public interface Observatory {
    /** In its present epoch. */
    Group group();

    /**
     * As it was in this epoch, which a request names.
     *
     * @throws IllegalArgumentException if the group has not come to it
     */
    Group group(long epoch);

    /** The charter in force. */
    Charter charter();

    /** The charters that requests may name, as a quorum of the replicas knows them. */
    CharterBook charters();

    /**
     * The decisions that led from the charter in the epoch's group file to this version, for a proof.
     *
     * @throws java.io.UncheckedIOException if the disk fails
     */
    List<DecisionProof.Amendment> amendments(long epoch, long version);

    /** By index. */
    List<ReplicaState> replicas();

    /**
     * All there is to see of one replica.
     *
     * @return empty if it does not run in this process
     * @throws IOException if its store cannot be looked at
     */
    default Optional<ReplicaInspection> inspect(int replica) throws IOException, InterruptedException {
        return Optional.empty();
    }

    /** The entries executed so far, as the replica that is furthest keeps them. */
    LedgerArchive ledger() throws IOException;

    /** What waits for people here, and the devices that answer for them. */
    Approvals approvals();

    /** What was done since the replicas were started. */
    Work work();

    /** For replicas that run in this process; empty if they run elsewhere. */
    default Optional<Drill> drill() {
        return Optional.empty();
    }

    /** Tells the observer what happens from now on. */
    Watch watch(ClusterObserver observer);

    /** An observer's place; closing it ends what the observer is told. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
