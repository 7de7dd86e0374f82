package io.tetrarch.use.hardgate;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Digest;
import java.util.function.Supplier;

/** Goes by another judge's name and does something else. */
record BrokenJudge(Judge original, Supplier<Judgement> instead) implements Judge {
    @Override
    public String name() {
        return original.name();
    }

    @Override
    public Digest policyDigest() {
        return original.policyDigest();
    }

    @Override
    public Judgement judge(Case subject) {
        return instead.get();
    }
}
