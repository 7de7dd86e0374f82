package io.tetrarch.node.record;

import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What a replica went through before it halted. It holds the actions of those requests, and no key.
 *
 * <p>Where {@code before} is empty, the first step is the replica's recovery, and the record tells all that ever happened
 * to that replica. Where there were too many steps for that, it begins in the middle, and {@code before} is what the replica
 * was at that moment, all of it. Either way the same steps bring about the same effects, byte for byte.
 *
 * @param replica its index
 * @param groupFile the group in the epoch that the replica was in, as its file
 * @param firstStep the number of the first step, from 0 on since the replica was started
 * @param cause why it halted
 * @param before what the replica was before the first step, if that is not its start
 */
public record HaltRecord(
        int replica, Bytes groupFile, long firstStep, String cause, Optional<StateImage> before, List<Step> steps) {
    public HaltRecord {
        steps = List.copyOf(steps);
    }

    /** Whether it tells all that happened to the replica. */
    public boolean beginsAtTheStart() {
        return before.isEmpty();
    }

    /**
     * One step.
     *
     * @param wallMillis the time of the turn, in milliseconds of Unix time
     * @param answers what the signing port answered, in order
     * @param outcome what the step wanted done; empty for the one that broke
     */
    public record Step(long wallMillis, Input input, List<Answer> answers, Optional<Outcome> outcome) {
        public Step {
            answers = List.copyOf(answers);
        }
    }

    /**
     * A signature that the replica was given.
     *
     * @param statement the hash of what was signed
     */
    public record Answer(Digest statement, Bytes signature) {}

    /**
     * The effects of a step.
     *
     * @param digest over all their bytes
     * @param lines as people read them
     */
    public record Outcome(Digest digest, List<String> lines) {
        public Outcome {
            lines = List.copyOf(lines);
        }
    }
}
