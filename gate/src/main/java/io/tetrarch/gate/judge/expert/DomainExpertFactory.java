package io.tetrarch.gate.judge.expert;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmFactory;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.gate.pack.Packs;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;

/** Makes the {@link DomainExpert} over the packs that come with the gate. */
public final class DomainExpertFactory implements AlgorithmFactory {

    /** Counts up whenever the same packs lead to other answers. */
    private static final int VERSION = 1;

    @Override
    public Algorithm algorithm() {
        return Algorithm.DOMAIN_EXPERT;
    }

    @Override
    public Judge judge(String name, Vocabulary vocabulary) {
        Encoder encoder = new Encoder().u32(VERSION).digest(Packs.bundled().digest());
        vocabulary.categories().forEach((category, names) -> {
            encoder.string(category);
            encoder.list(names, Encoder::string);
        });
        Digest digest = Hash.sha3(encoder.toArray());
        return new DomainExpert(name, digest, Packs.bundled());
    }
}
