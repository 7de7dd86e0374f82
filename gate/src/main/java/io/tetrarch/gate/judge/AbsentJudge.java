package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;

/** Stands in for a judge that cannot be had, and abstains with the reason. */
public record AbsentJudge(String name, Digest policyDigest, String why) implements Judge {

    /** The reason of a judge that is not there. */
    public static final String JUDGE_UNAVAILABLE = "judge-unavailable";

    @Override
    public Judgement judge(Case subject) {
        return new Judgement(Answer.ABSTAIN, JUDGE_UNAVAILABLE, why);
    }
}
