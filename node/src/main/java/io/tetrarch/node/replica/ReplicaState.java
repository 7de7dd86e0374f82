package io.tetrarch.node.replica;

import io.tetrarch.node.record.Halt;
import io.tetrarch.pbft.Standing;
import java.util.Optional;

/**
 * How a replica is.
 *
 * @param standing as of its last turn
 * @param halt why it stopped, if that was for good
 */
public record ReplicaState(Standing standing, Run run, Optional<Halt> halt) {

    /** Whether a replica runs. */
    public enum Run {
        AT_WORK,
        /** Nobody has its seat in this epoch, or whoever has it is elsewhere. */
        VACANT,
        /** It was stopped on purpose, and can be started again. */
        STOPPED,
        /** It has stopped for good: an invariant is broken, or its store failed. */
        FAILED;

        static Run of(boolean failed, boolean over, boolean vacant) {
            if (failed) {
                return FAILED;
            }
            if (over) {
                return STOPPED;
            }
            return vacant ? VACANT : AT_WORK;
        }
    }

    public boolean halted() {
        return run != Run.AT_WORK;
    }
}
