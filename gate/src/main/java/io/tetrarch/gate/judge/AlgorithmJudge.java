package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;

/** The judge that an algorithm makes, once it knows what it goes by. */
public record AlgorithmJudge(String name, Digest policyDigest, Opinion opinion) implements Judge {

    /** What an algorithm says of a case; follows the contract of {@link Judge#judge}. */
    @FunctionalInterface
    public interface Opinion {
        Judgement of(Case subject);
    }

    /**
     * A judge whose digest covers the algorithm, its version, its own knowledge and the categories.
     *
     * @param version counts up whenever the same knowledge leads to other answers
     * @param knowledge digest of all that the algorithm goes by
     */
    public static AlgorithmJudge of(
            String name, Algorithm algorithm, int version, Digest knowledge, Vocabulary vocabulary, Opinion opinion) {
        Encoder terms = new Encoder().string(algorithm.word()).u32(version).digest(knowledge);
        vocabulary
                .categories()
                .forEach((category, names) -> terms.string(category).list(names, Encoder::string));
        return new AlgorithmJudge(name, Hash.sha3(terms.toArray()), opinion);
    }

    @Override
    public Judgement judge(Case subject) {
        return opinion.of(subject);
    }
}
