package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.gate.judge.adversarial.Adversarial;
import io.tetrarch.gate.judge.analytical.Analytical;
import io.tetrarch.gate.judge.creative.Creative;
import io.tetrarch.gate.judge.expert.Expert;

/** The judge of each algorithm. Its knowledge is loaded with the first of its kind. */
public final class AlgorithmJudges {
    private AlgorithmJudges() {}

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
