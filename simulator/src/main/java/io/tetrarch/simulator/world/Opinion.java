package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Verdict;

/**
 * What a judge is to say of a request.
 *
 * @param judge its id
 */
public record Opinion(Answer answer, String judge, String reasonCode, String explanation) {
    /** Of a judge that has only an answer. */
    public static Opinion of(int replica, Answer answer) {
        return new Opinion(answer, "judge-" + replica, "rule", "");
    }

    Verdict on(Digest request) {
        return new Verdict(request, answer, judge, 1, reasonCode, explanation);
    }
}
