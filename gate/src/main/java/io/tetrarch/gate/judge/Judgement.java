package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.reading.pack.ReasonCode;
import java.util.List;

/**
 * A judge's answer with its reason.
 *
 * @param reasonCode stable kebab-case, for machines
 * @param explanation one sentence, for people
 * @param factors what weighed, the heaviest first; empty for judges that do not weigh
 * @param alternative an action that serves the same end with less harm, empty if the judge knows none
 */
public record Judgement(
        Answer answer, String reasonCode, String explanation, List<Factor> factors, String alternative) {

    /**
     * Something that weighed in the judgement.
     *
     * @param name stable kebab-case, for machines
     * @param weight how much it counts against the action, in points of a hundred
     */
    public record Factor(String name, int weight) {

        public Factor {
            if (!isReasonCode(name)) {
                throw new IllegalArgumentException("a factor's name is kebab-case, not " + name);
            }
        }
    }

    /** The reason of a judge that failed. */
    public static final String JUDGE_ERROR = "judge-error";

    /** The reason given for a judge that did not answer within its time limit. */
    public static final String JUDGE_TIMEOUT = "judge-timeout";

    public Judgement {
        if (!isReasonCode(reasonCode)) {
            throw new IllegalArgumentException("a reason code is kebab-case, not " + reasonCode);
        }
        factors = List.copyOf(factors);
    }

    /** A judgement without factors or alternative. */
    public Judgement(Answer answer, String reasonCode, String explanation) {
        this(answer, reasonCode, explanation, List.of(), "");
    }

    public static boolean isReasonCode(String text) {
        return ReasonCode.is(text);
    }

    /** Whether a judge may give it as a reason; charters in force may have longer ones. */
    public static boolean isGivableReason(String text) {
        return isReasonCode(text) && Bounds.REASON_CODE.holds(text.length());
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
