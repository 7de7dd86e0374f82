package io.tetrarch.node.replica;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.node.record.StepRecorder;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import java.util.Optional;

/**
 * Who has a seat in one epoch: the replica, and what belongs to it for as long as the epoch lasts.
 *
 * @param service the one that {@code replica} decides by
 */
record EpochReplica(
        Replica replica,
        Service service,
        Authenticator authenticator,
        JudgeRunner judge,
        TurnEffects effects,
        StepRecorder recorder) {
    /** As it is now, where the service keeps one that can be gone on from. */
    Optional<Frontier> ledger() {
        return service.ledger() instanceof Frontier frontier ? Optional.of(frontier) : Optional.empty();
    }
}
