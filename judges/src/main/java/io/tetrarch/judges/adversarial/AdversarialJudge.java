package io.tetrarch.judges.adversarial;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.pack.Factor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Assumes ill will, or a tricked author, and asks what the action would give them. Every sign is a named factor with a
 * weight; weights add up as independent chances. From {@value #DENY} it denies, from {@value #ABSTAIN} it abstains.
 */
final class AdversarialJudge {

    private static final int DENY = 50;
    private static final int ABSTAIN = 46;
    private static final int NAMED = 3;

    private final Knowledge knowledge;

    AdversarialJudge(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    Judgement judge(Case subject) {
        Score score = new Score(knowledge.factors);
        if (subject.category().equals(Vocabulary.UNKNOWN)) {
            score.add("unknown-kind");
        }
        if (subject.isUnclear()) {
            score.add("unreadable");
        }
        new ActionSignals(knowledge, subject, score).find();
        new ShellSignals(knowledge, subject.script(), score).find();
        return judgement(score);
    }

    private static Judgement judgement(Score score) {
        int total = score.total();
        List<Factor> ranked = score.ranked();
        if (total < ABSTAIN) {
            return new Judgement(
                    Answer.APPROVE,
                    "no-structural-risk",
                    ranked.isEmpty()
                            ? "Nothing in it destroys, opens up, hides, or takes out data."
                            : "Little speaks against it: risk " + total + " of 100 (" + named(ranked) + ").",
                    score.factors(),
                    "");
        }
        String instead = ranked.stream()
                .map(Factor::instead)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        Factor worst = ranked.getFirst();
        return new Judgement(
                total >= DENY ? Answer.DENY : Answer.ABSTAIN,
                worst.name(),
                worst.says().replaceFirst("\\.$", "") + ": risk " + total + " of 100 (" + named(ranked) + ").",
                score.factors(),
                instead);
    }

    private static String named(List<Factor> ranked) {
        return ranked.stream()
                .limit(NAMED)
                .map(factor ->
                        factor.name() + (factor.cwe().isEmpty() ? "" : " " + factor.cwe()) + " " + factor.weight())
                .collect(Collectors.joining(", "));
    }
}
