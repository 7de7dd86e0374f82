package io.tetrarch.judges.expert;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.judges.pattern.PackDigest;
import io.tetrarch.reading.pack.Packs;

/** The judge of this algorithm, over the packs that come with the gate. */
public final class Expert {

    /** Counts up whenever the same packs lead to other answers. */
    private static final int VERSION = 2;

    private Expert() {}

    /** @param name the judge's name in the charter */
    public static Judge judge(String name, Vocabulary vocabulary) {
        return AlgorithmJudge.of(
                name,
                Algorithm.DOMAIN_EXPERT,
                VERSION,
                PackDigest.of(Packs.bundled(), PackDigest.ofPrograms(Packs.bundled())),
                vocabulary,
                new DomainExpert()::judge);
    }
}
