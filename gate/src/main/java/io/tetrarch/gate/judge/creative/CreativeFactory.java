package io.tetrarch.gate.judge.creative;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmFactory;
import io.tetrarch.gate.judge.AlgorithmJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.gate.pack.Packs;
import java.util.List;

/** Makes the {@link CreativeJudge} over the packs that come with the gate. */
public final class CreativeFactory implements AlgorithmFactory {

    /** Counts up whenever the same packs lead to other answers. */
    private static final int VERSION = 1;

    private static final List<String> PACKS = List.of("surroundings", "purposes");

    @Override
    public Algorithm algorithm() {
        return Algorithm.CREATIVE;
    }

    @Override
    public Judge judge(String name, Vocabulary vocabulary) {
        return AlgorithmJudge.of(
                name,
                algorithm(),
                VERSION,
                Packs.bundled().digest(PACKS),
                vocabulary,
                new CreativeJudge(Packs.bundled())::judge);
    }
}
