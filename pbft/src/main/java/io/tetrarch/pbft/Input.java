package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Verdict;
import java.util.List;

/** What can happen to a replica. */
public sealed interface Input {
    /**
     * The first input: what was durable when the replica last stopped, in the order it was persisted.
     *
     * @param complete false where the replica's own votes may have been lost with its disk: it then learns, and votes
     *     again only when the window it may have voted in has passed
     */
    record Recovered(List<Stored> stored, boolean complete) implements Input {}

    /** A peer's message arrived. */
    record Received(Verified<?> message) implements Input {}

    /** A client's request arrived. */
    record Submitted(VerifiedRequest request) implements Input {}

    /** This replica's judge answered; the answers are signed together. */
    record Judged(List<Verdict> verdicts) implements Input {}

    record TimerFired(Timer timer) implements Input {}
}
