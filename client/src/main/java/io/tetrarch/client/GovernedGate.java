package io.tetrarch.client;

import io.tetrarch.client.executor.GuardedExecutor;
import io.tetrarch.proof.group.Group;
import java.io.IOException;

/** A gate whose group can be asked about its charter and itself, wherever its replicas run. */
public interface GovernedGate extends Gate, Governance {
    /** In its present epoch. */
    Group group();

    /**
     * An executor of this gate's own name, which files the receipts that earlier runs left; to be closed before the gate,
     * and asked for once.
     */
    GuardedExecutor executor() throws IOException;
}
