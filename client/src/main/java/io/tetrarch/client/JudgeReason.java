package io.tetrarch.client;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.rule.JudgePins;
import java.util.ArrayList;
import java.util.List;

/**
 * Why one judge answered as it did, for whoever asked: a model that is told what spoke against its action, and what would
 * serve the same end, can do better than ask again. Secrets are masked as the charter says.
 *
 * @param replica whose judge it is
 * @param judge its name, or the id of the built-in check that spoke
 * @param code stable kebab-case, for machines; signed by the replica, and covered by the decision's proof
 * @param sentence for people; signed by the replica, and covered by the decision's proof
 * @param advice what the judge said besides
 */
public record JudgeReason(String replica, String judge, Answer answer, String code, String sentence, Advice advice) {

    /**
     * What a judge said that stands in no verdict. Nobody signed it, no proof covers it, and no decision depends on it: it is
     * as good as the process that it comes from. Empty where the replicas run elsewhere, and after a restart.
     *
     * @param factors what weighed, the heaviest first, {@value #MOST_FACTORS} at most
     * @param alternative an action that serves the same end with less harm, of at most {@value #MOST_CHARACTERS} characters;
     *     empty if the judge knows none
     */
    public record Advice(List<Factor> factors, String alternative) {
        /** Factors of one judge. */
        public static final int MOST_FACTORS = 16;

        /** Characters of an alternative, and of a factor's name. */
        public static final int MOST_CHARACTERS = 500;

        public static final Advice NONE = new Advice(List.of(), "");

        /** Leaves out what is beyond its bounds. */
        public Advice {
            List<Factor> most = new ArrayList<>(factors.subList(0, Math.min(factors.size(), MOST_FACTORS)));
            most.removeIf(factor -> factor.name().length() > MOST_CHARACTERS);
            factors = List.copyOf(most);
            alternative = alternative.length() > MOST_CHARACTERS ? "" : alternative;
        }
    }

    /**
     * Something that weighed.
     *
     * @param name stable kebab-case, for machines
     * @param weight how much it counts against the action, in points of a hundred
     */
    public record Factor(String name, int weight) {}

    static JudgeReason of(String replica, Verdict verdict, Advice advice) {
        return new JudgeReason(
                replica,
                JudgePins.nameOf(verdict.judge()),
                verdict.answer(),
                verdict.reasonCode(),
                verdict.explanation(),
                advice);
    }
}
