package io.tetrarch.judges.analytical;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import java.util.List;
import java.util.Optional;

/**
 * Something that stands against an action.
 *
 * @param weight how much, in points of a hundred
 * @param instead a safer way to the same end, or empty
 */
record Finding(Answer answer, String reason, String says, int weight, String instead) {

    static Optional<Finding> deny(String reason, String says) {
        return Optional.of(new Finding(Answer.DENY, reason, says, 60, ""));
    }

    static Optional<Finding> abstain(String reason, String says) {
        return Optional.of(new Finding(Answer.ABSTAIN, reason, says, 40, ""));
    }

    Judgement judgement(List<Judgement.Factor> factors) {
        return new Judgement(answer, reason, says, factors, instead);
    }
}
