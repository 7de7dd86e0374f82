package io.tetrarch.node.replica;

import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.Timer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that there is to see of a replica. Nothing of an action is in it.
 *
 * @param report what its core is at; empty if it was stopped, nobody has its seat, or it did not answer in time
 * @param timersMillis how long until each timer that runs is due; negative if it is
 * @param ledgerEntries in its store; empty if that is closed
 * @param storeBytes of its store on disk; empty if there is none or it is closed
 */
public record ReplicaInspection(
        ReplicaState state,
        Optional<ReplicaReport> report,
        Map<Timer, Long> timersMillis,
        OptionalLong ledgerEntries,
        OptionalLong storeBytes) {}
