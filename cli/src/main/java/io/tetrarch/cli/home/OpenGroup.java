package io.tetrarch.cli.home;

import io.tetrarch.client.GovernedGate;
import io.tetrarch.embedded.Notice;
import io.tetrarch.node.observe.Observatory;
import java.io.IOException;
import java.util.List;

/**
 * A group that a command has open, wherever its replicas run.
 *
 * @param gate what can be asked of it
 * @param observatory what can be seen of it
 * @param notices what opening took over from an earlier build
 */
public record OpenGroup(GovernedGate gate, Observatory observatory, List<Notice> notices) implements AutoCloseable {
    public OpenGroup {
        notices = List.copyOf(notices);
    }

    /** Ends the gate. */
    @Override
    public void close() throws IOException {
        gate.close();
    }
}
