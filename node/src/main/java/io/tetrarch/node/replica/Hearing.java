package io.tetrarch.node.replica;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.function.Consumer;

/** One request before a replica's judge, with what the replica's state said when it came. */
public interface Hearing {
    SignedRequest request();

    /** Names the judge in a verdict that is given on its behalf, because it failed or is late. For any thread. */
    String judgeId();

    /** How long the judge may take, from being asked. For any thread. */
    long limitMillis();

    /** Called once, on a thread of its own; may block, may throw. */
    Ruling judge();

    /**
     * The same for a judge that may wait without a thread.
     *
     * @param later told the answer where it does not come at once; on any thread, perhaps before this returns
     */
    default Heard hear(Consumer<Ruling> later) {
        return new Heard.Answered(judge());
    }

    /** What became of a hearing on the thread that it began on. */
    sealed interface Heard {
        record Answered(Ruling ruling) implements Heard {}

        /** @param end takes the question back */
        record Waits(Runnable end) implements Heard {}
    }

    /**
     * A judge's answer.
     *
     * @param judge its id
     */
    record Ruling(String judge, Judgement judgement) {}
}
