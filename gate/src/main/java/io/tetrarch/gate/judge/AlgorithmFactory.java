package io.tetrarch.gate.judge;

/**
 * Makes the judge of one {@link Algorithm}. Found by {@link java.util.ServiceLoader}: an implementation has a public
 * constructor without parameters and a line in {@code META-INF/services/io.tetrarch.gate.judge.AlgorithmFactory}.
 * Making one factory must cost nothing; knowledge is loaded by {@link #judge}.
 */
public interface AlgorithmFactory {

    Algorithm algorithm();

    /**
     * A judge that follows the contract of {@link Judge}. Its {@link Judge#policyDigest} covers the algorithm's version
     * and all knowledge it goes by, and the vocabulary if it asks for categories.
     *
     * @param name what {@link Judge#name} says: the judge's name in the charter
     */
    Judge judge(String name, Vocabulary vocabulary);
}
