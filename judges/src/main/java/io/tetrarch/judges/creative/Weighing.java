package io.tetrarch.judges.creative;

import io.tetrarch.reading.pack.Factor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What speaks against one command or parameter, each factor once.
 *
 * <p>Used by one thread, for the length of one judgement.
 */
final class Weighing {

    private static final int MOST = 100;

    private final String subject;
    private final Map<String, Factor> factors = new LinkedHashMap<>();
    private int reach;

    Weighing(String subject) {
        this.subject = subject;
    }

    /** What it is about, as a person would name it. */
    String subject() {
        return subject;
    }

    void add(Factor factor) {
        factors.merge(factor.name(), factor, (one, other) -> one.weight() >= other.weight() ? one : other);
    }

    void drop(String factor) {
        factors.remove(factor);
    }

    void clear() {
        factors.clear();
    }

    /** @param far from 0, nothing but the task, to 100, everything there is */
    void reaches(int far) {
        reach = Math.max(reach, far);
    }

    int reach() {
        return reach;
    }

    Map<String, Factor> factors() {
        return factors;
    }

    /** The sum of the factors, at most 100. */
    int harm() {
        return Math.min(MOST, factors.values().stream().mapToInt(Factor::weight).sum());
    }

    /** The heaviest factor. */
    Factor heaviest() {
        Factor heaviest = factors.values().iterator().next();
        for (Factor factor : factors.values()) {
            heaviest = factor.weight() > heaviest.weight() ? factor : heaviest;
        }
        return heaviest;
    }
}
