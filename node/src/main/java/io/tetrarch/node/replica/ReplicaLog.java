package io.tetrarch.node.replica;

import io.tetrarch.node.record.Halt;
import io.tetrarch.node.shortage.Shortage;
import java.lang.System.Logger.Level;

/**
 * What a person on call has to know of replicas. Nothing of an action, and no secret, is in any line: only names, numbers,
 * the ids of invariants and what the protocol's own checks found.
 */
final class ReplicaLog {
    /** Made at the first line: most processes have none to log, and to set up logging takes longer than a decision. */
    private static final class Held {
        private static final System.Logger LOGGER = System.getLogger("io.tetrarch.node");
    }

    private ReplicaLog() {}

    /**
     * @param epochsEnded before the one that it is in
     * @param cause if the machine lacks something, that stops all replicas, and one line for all of them says so
     */
    static void halted(String replica, int epochsEnded, Halt halt, Throwable cause) {
        String invariant = halt.invariant().map(broken -> broken.id()).orElse("none");
        String record = halt.record()
                .map(Object::toString)
                .orElse(halt.unrecorded().map(why -> "none: " + why).orElse("none"));
        Held.LOGGER.log(
                Shortage.of(cause).isPresent() ? Level.INFO : Level.ERROR,
                () -> "replica halted: replica=" + replica + " epochsEnded=" + epochsEnded + " step=" + halt.step()
                        + " invariant=" + invariant + " because=\"" + halt.because() + "\" record=" + record);
    }

    /** @param active whether it takes part in the view, or has left for it */
    static void viewChanged(String replica, long view, boolean active) {
        Held.LOGGER.log(
                active ? Level.INFO : Level.WARNING,
                () -> (active ? "view entered: replica=" : "view left: replica=")
                        + replica
                        + (active ? " view=" : " for=")
                        + view);
    }

    /** A signature of its own came by that it does not know; or it is safe for it to vote again. */
    static void learns(String replica, boolean begins) {
        Held.LOGGER.log(
                begins ? Level.WARNING : Level.INFO,
                () -> (begins ? "votes were lost, learning: replica=" : "votes again: replica=") + replica);
    }

    static void epochBegun(String replica, long epoch) {
        Held.LOGGER.log(Level.INFO, () -> "epoch begun: replica=" + replica + " epoch=" + epoch);
    }

    /** @param count of those since the replica began its epoch */
    static void judgeTimedOut(String replica, long count) {
        Held.LOGGER.log(Level.WARNING, () -> "judge timed out: replica=" + replica + " timeouts=" + count);
    }
}
