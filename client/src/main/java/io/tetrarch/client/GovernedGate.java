package io.tetrarch.client;

import io.tetrarch.proof.group.Group;
import java.io.IOException;

/** A gate whose group can be asked about its charter and itself, wherever its replicas run. */
public interface GovernedGate extends Gate, Governance {
    /** In its present epoch. */
    Group group();

    /**
     * The executor of this gate's own name, with the receipts that earlier runs left on their way. All who ask share one
     * journal; each closes what it got. With the gate, all are closed.
     *
     * @throws IOException if the journal cannot be opened
     * @throws IllegalStateException if the gate is closed
     */
    GuardedExecutor executor() throws IOException;
}
