package io.tetrarch.judges.expert;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.judges.pattern.PackDigest;
import io.tetrarch.reading.pack.Packs;
import java.util.ArrayList;
import java.util.List;

/** The judge of this algorithm, over the packs that come with the gate. */
public final class Expert {

    /** Counts up whenever the same packs lead to other answers. */
    private static final int VERSION = 1;

    private Expert() {}

    /** @param name the judge's name in the charter */
    public static Judge judge(String name, Vocabulary vocabulary) {
        return AlgorithmJudge.of(
                name,
                Algorithm.DOMAIN_EXPERT,
                VERSION,
                PackDigest.of(Packs.bundled(), packs()),
                vocabulary,
                new DomainExpert(Packs.bundled())::judge);
    }

    /** Those that know programs, and what surrounds them. */
    private static List<String> packs() {
        List<String> packs = new ArrayList<>(List.of("surroundings"));
        Packs.bundled().programs().forEach((pack, programs) -> {
            if (!programs.isEmpty()) {
                packs.add(pack);
            }
        });
        return packs;
    }
}
