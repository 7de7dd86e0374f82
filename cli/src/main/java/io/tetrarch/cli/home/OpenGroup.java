package io.tetrarch.cli.home;

import io.tetrarch.client.GovernedGate;
import io.tetrarch.node.observe.Observatory;
import java.io.IOException;

/**
 * A group that a command has open, wherever its replicas run.
 *
 * @param gate what can be asked of it
 * @param observatory what can be seen of it
 */
public record OpenGroup(GovernedGate gate, Observatory observatory) implements AutoCloseable {
    /** Ends the gate. */
    @Override
    public void close() throws IOException {
        gate.close();
    }
}
