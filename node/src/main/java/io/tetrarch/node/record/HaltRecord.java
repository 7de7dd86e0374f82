package io.tetrarch.node.record;

import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What a replica went through before it halted. It holds the actions of those requests, and no key.
 *
 * <p>Where {@code restart} is empty, the first step is the replica's recovery, and the record tells all that ever happened
 * to that replica: the same steps bring about the same effects. Where there were too many steps for that, it begins in the
 * middle, and {@code restart} is what a restart would have found at that moment: the state of the service, what was
 * executed and what binds the replica, but not what it held in memory only.
 *
 * @param replica its index
 * @param groupFile the group in the epoch that the replica was in, as its file
 * @param firstStep the number of the first step, from 0 on since the replica was started
 * @param cause why it halted
 * @param restart what a restart before the first step would have recovered from, if that is not the start
 */
public record HaltRecord(
        int replica,
        Bytes groupFile,
        long firstStep,
        String cause,
        Optional<Input.Recovered> restart,
        List<Step> steps) {
    public HaltRecord {
        steps = List.copyOf(steps);
    }

    /** Whether a replay computes each effect anew; otherwise the record can only be read. */
    public boolean beginsAtTheStart() {
        return restart.isEmpty();
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
