package io.tetrarch.gate.judge.adversarial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmFactory;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.gate.pack.Packs;
import io.tetrarch.pbft.message.Hash;

/** Makes adversarial judges. */
public final class Adversarial implements AlgorithmFactory {

    /** Changes with the algorithm's answers, also where its knowledge stays the same. */
    private static final String VERSION = "adversarial 1";

    @Override
    public Algorithm algorithm() {
        return Algorithm.ADVERSARIAL;
    }

    @Override
    public Judge judge(String name, Vocabulary vocabulary) {
        String knowledge = VERSION + "\n" + Packs.bundled().digest() + "\n" + vocabulary.categories();
        return new AdversarialJudge(name, Hash.sha3(knowledge.getBytes(UTF_8)), new Knowledge());
    }
}
