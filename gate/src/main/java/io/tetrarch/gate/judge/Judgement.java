package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Answer;
import java.util.regex.Pattern;

/**
 * A judge's answer with its reason.
 *
 * @param reasonCode stable kebab-case, for machines
 * @param explanation one sentence, for people
 */
public record Judgement(Answer answer, String reasonCode, String explanation) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The reason of a judge that failed. */
    public static final String JUDGE_ERROR = "judge-error";

    /** The reason given for a judge that did not answer within its time limit. */
    public static final String JUDGE_TIMEOUT = "judge-timeout";

    public Judgement {
        if (!isReasonCode(reasonCode)) {
            throw new IllegalArgumentException("a reason code is kebab-case, not " + reasonCode);
        }
    }

    public static boolean isReasonCode(String text) {
        return KEBAB_CASE.matcher(text).matches();
    }

    /** The answer of a judge that could not tell, which is never an approval. */
    public static Judgement error(String explanation) {
        return new Judgement(Answer.ABSTAIN, JUDGE_ERROR, explanation);
    }

    /** The answer on behalf of a judge that took longer than it may. */
    public static Judgement timeout(long limitMillis) {
        return new Judgement(Answer.ABSTAIN, JUDGE_TIMEOUT, "No answer within " + limitMillis + " ms.");
    }
}
