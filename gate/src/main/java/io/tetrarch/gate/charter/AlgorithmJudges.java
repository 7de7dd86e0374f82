package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.GovernedJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.gate.judge.adversarial.Adversarial;
import io.tetrarch.gate.judge.analytical.Analytical;
import io.tetrarch.gate.judge.creative.Creative;
import io.tetrarch.gate.judge.expert.Expert;
import java.util.Optional;

/** Makes the judge of each algorithm. Its knowledge is loaded with the first of its kind. */
public final class AlgorithmJudges implements JudgeFactory {

    @Override
    public Optional<Judge> judge(JudgeSpec spec, Charter charter) {
        return spec instanceof JudgeSpec.Algorithmic wanted
                ? Optional.of(new GovernedJudge(
                        judge(wanted.algorithm(), wanted.name(), charter.vocabulary()), charter.vocabulary()))
                : Optional.empty();
    }

    /**
     * A judge that follows the contract of {@link Judge}. Its {@link Judge#policyDigest} covers the algorithm's version,
     * all knowledge it goes by, and the vocabulary.
     *
     * @param name what {@link Judge#name} says: the judge's name in the charter
     */
    public static Judge judge(Algorithm algorithm, String name, Vocabulary vocabulary) {
        return switch (algorithm) {
            case ANALYTICAL -> Analytical.judge(name, vocabulary);
            case ADVERSARIAL -> Adversarial.judge(name, vocabulary);
            case DOMAIN_EXPERT -> Expert.judge(name, vocabulary);
            case CREATIVE -> Creative.judge(name, vocabulary);
        };
    }
}
