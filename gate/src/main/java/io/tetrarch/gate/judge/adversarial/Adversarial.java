package io.tetrarch.gate.judge.adversarial;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmFactory;
import io.tetrarch.gate.judge.AlgorithmJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.gate.pack.Packs;
import java.util.List;

/** Makes adversarial judges. */
public final class Adversarial implements AlgorithmFactory {

    /** Counts up whenever the same packs lead to other answers. */
    private static final int VERSION = 1;

    private static final List<String> PACKS = List.of("adversarial", "territories");

    @Override
    public Algorithm algorithm() {
        return Algorithm.ADVERSARIAL;
    }

    @Override
    public Judge judge(String name, Vocabulary vocabulary) {
        return AlgorithmJudge.of(
                name,
                algorithm(),
                VERSION,
                Packs.bundled().digest(PACKS),
                vocabulary,
                new AdversarialJudge(new Knowledge())::judge);
    }
}
