package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Verdict;
import java.util.List;

/** What can happen to a replica. */
public sealed interface Input {
    /**
     * The first input: what was durable when the replica last stopped, in the order it was persisted.
     *
     * @param challenge positive, and drawn at random for this start: the replica signs nothing that binds it until its peers
     *     have answered what they hold of its signatures, or an interval has passed. 0 where nothing can have been lost,
     *     since the log is in the memory of the process that wrote it: then it neither asks nor doubts
     */
    record Recovered(List<Stored> stored, long challenge) implements Input {}

    /** A peer's message arrived. */
    record Received(Verified<?> message) implements Input {}

    /** A client's request arrived. */
    record Submitted(VerifiedRequest request) implements Input {}

    /** This replica's judge answered; the answers are signed together. */
    record Judged(List<Verdict> verdicts) implements Input {}

    record TimerFired(Timer timer) implements Input {}
}
