package io.tetrarch.node.replica;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.SignedRequest;

/** One replica's judge, put before whole requests. Called by several threads at once; may block, may throw. */
public interface RequestJudge {
    /** Names the judge in its verdicts. */
    String id();

    /** How long this judge may take for the request, from being asked. */
    long limitMillis(SignedRequest request);

    Judgement judge(SignedRequest request);
}
