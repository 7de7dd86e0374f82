package io.tetrarch.use;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Digest;
import java.util.function.BiFunction;

/**
 * A judge that somebody has got at: it goes by the name of another and does as it is told.
 *
 * @param conduct given the true judge and the case, says what this one answers; may throw, or never return
 */
public record TamperedJudge(Judge own, BiFunction<Judge, Case, Judgement> conduct) implements Judge {
    @Override
    public String name() {
        return own.name();
    }

    @Override
    public Digest policyDigest() {
        return own.policyDigest();
    }

    @Override
    public Judgement judge(Case subject) {
        return conduct.apply(own, subject);
    }
}
