package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.yaml.Condition;
import java.util.List;

/**
 * The rules of one judge, tried in order: the first whose condition holds answers; if none does, {@code otherwise}
 * answers.
 *
 * @param about one sentence on what this judge looks at
 */
public record Policy(String name, String about, List<Rule> rules, Judgement otherwise) {

    public Policy {
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param categories the categories of action the rule is for; empty means all
     * @param answer what the judge says where {@code when} holds
     */
    public record Rule(List<String> categories, Condition when, Judgement answer) {

        public Rule {
            categories = List.copyOf(categories);
        }

        boolean isFor(String category) {
            return categories.isEmpty() || categories.contains(category);
        }
    }

    /** Whether some rule, or the end, can answer so. */
    public boolean canAnswer(Answer answer) {
        return otherwise.answer() == answer
                || rules.stream().anyMatch(rule -> rule.answer().answer() == answer);
    }
}
