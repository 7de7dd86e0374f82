package io.tetrarch.pbft;

import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.PreparedCertificate;
import java.util.Optional;

/** Where a replica stood at the end of a step, for the checks that end the next one. */
record Before(
        long view,
        boolean active,
        Link executed,
        Optional<CheckpointCertificate> stable,
        Optional<PreparedCertificate> highest,
        ReplicaReport.Stage stage) {

    static Before of(ReplicaState state) {
        return new Before(
                state.view,
                state.active,
                new Link(state.executed, state.executedDigest),
                state.stable,
                state.highest,
                state.stage());
    }

    /** Whether a step has left all this as it was, as most do. */
    boolean isStill(ReplicaState state) {
        return view == state.view
                && active == state.active
                && executed.sequence() == state.executed
                && executed.digest().equals(state.executedDigest)
                && stage == state.stage()
                && stable.equals(state.stable)
                && highest.equals(state.highest);
    }

    long lowWatermark(Configuration configuration) {
        return stable.isPresent() ? stable.get().sequence() : configuration.startSequence();
    }
}
