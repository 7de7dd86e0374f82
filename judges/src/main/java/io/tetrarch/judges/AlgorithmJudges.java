package io.tetrarch.judges;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.GovernedJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.judges.adversarial.Adversarial;
import io.tetrarch.judges.analytical.Analytical;
import io.tetrarch.judges.creative.Creative;
import io.tetrarch.judges.expert.Expert;
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
