package io.tetrarch.judges.analytical;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.judges.pattern.PackDigest;
import io.tetrarch.reading.pack.Packs;
import java.util.ArrayList;
import java.util.List;

/** The judge of this algorithm, over the packs that come with the gate. */
public final class Analytical {

    /** Counts up whenever the same packs lead to other answers. */
    private static final int VERSION = 2;

    /** Its own; besides, by those that know programs it tells what nobody knows. */
    private static final List<String> PACKS = List.of("analytical", "territories");

    private Analytical() {}

    /** @param name the judge's name in the charter */
    public static Judge judge(String name, Vocabulary vocabulary) {
        return AlgorithmJudge.of(
                name,
                Algorithm.ANALYTICAL,
                VERSION,
                PackDigest.of(Packs.bundled(), packs()),
                vocabulary,
                new AnalyticalJudge(new Usage())::judge);
    }

    private static List<String> packs() {
        List<String> packs = new ArrayList<>(PACKS);
        packs.addAll(PackDigest.ofPrograms(Packs.bundled()));
        return packs;
    }
}
