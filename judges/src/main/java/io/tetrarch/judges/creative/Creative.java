package io.tetrarch.judges.creative;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.judges.pattern.PackDigest;
import io.tetrarch.reading.pack.Packs;
import java.util.List;

/** The judge of this algorithm, over the packs that come with the gate. */
public final class Creative {

    /** Counts up whenever the same packs lead to other answers. */
    private static final int VERSION = 2;

    private static final List<String> PACKS = List.of("surroundings", "purposes");

    private Creative() {}

    /** @param name the judge's name in the charter */
    public static Judge judge(String name, Vocabulary vocabulary) {
        return AlgorithmJudge.of(
                name,
                Algorithm.CREATIVE,
                VERSION,
                PackDigest.of(Packs.bundled(), PACKS),
                vocabulary,
                new CreativeJudge(Packs.bundled())::judge);
    }
}
