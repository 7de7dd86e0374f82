package io.tetrarch.node.replica;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.node.record.StepRecorder;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;

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
        StepRecorder recorder) {}
