package io.tetrarch.node.replica;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.SignedRequest;

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
     * A judge's answer.
     *
     * @param judge its id
     */
    record Ruling(String judge, Judgement judgement) {}
}
