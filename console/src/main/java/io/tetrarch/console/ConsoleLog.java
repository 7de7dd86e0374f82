package io.tetrarch.console;

import io.tetrarch.console.http.WebServer;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.replica.ReplicaState;
import java.lang.System.Logger.Level;
import java.util.List;

/** What a person on call has to know of a server. Nothing of an action, and no secret, is in any line. */
final class ConsoleLog {
    private static final System.Logger LOGGER = System.getLogger("io.tetrarch.console");

    private ConsoleLog() {}

    static void started(WebServer.Address address, Observatory observatory) {
        LOGGER.log(
                Level.INFO,
                () -> "started: url=" + address.url() + " group="
                        + observatory.group().name() + " epoch="
                        + observatory.group().title().epoch());
        List<String> names = observatory.group().replicaNames();
        List<ReplicaState> states = observatory.replicas();
        for (int i = 0; i < states.size(); i++) {
            String name = names.get(i);
            ReplicaState state = states.get(i);
            LOGGER.log(
                    Level.INFO,
                    () -> "recovered: replica=" + name + " run=" + state.run() + " view="
                            + state.standing().view() + " executed="
                            + state.standing().executed() + " lowWatermark="
                            + state.standing().lowWatermark());
        }
    }

    static void stopped(WebServer.Address address) {
        LOGGER.log(Level.INFO, () -> "stopped: url=" + address.url());
    }

    /** What is missing in it, the next start finds. */
    static void journalNotClosed(java.io.IOException e) {
        LOGGER.log(System.Logger.Level.WARNING, () -> "journal not closed: " + e.getMessage());
    }
}
