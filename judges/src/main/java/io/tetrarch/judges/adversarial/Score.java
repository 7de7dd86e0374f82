package io.tetrarch.judges.adversarial;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.reading.pack.Factor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The factors found in one action, each once, and what they come to. */
final class Score {

    private final Map<String, Factor> known;
    private final Map<String, Factor> found = new LinkedHashMap<>();

    Score(Map<String, Factor> known) {
        this.known = known;
    }

    void add(String name) {
        Factor factor = known.get(name);
        if (factor == null) {
            throw new IllegalArgumentException("no factor " + name);
        }
        found.put(name, factor);
    }

    boolean has(String name) {
        return found.containsKey(name);
    }

    /** From 0 to 99: the chance that one of them is right, each weight being a chance of its own. */
    int total() {
        double harmless = 1;
        for (Factor factor : found.values()) {
            harmless *= 1 - factor.weight() / 100.0;
        }
        return (int) Math.floor(99.99 * (1 - harmless));
    }

    /** The heaviest first; of equal ones the first found. */
    List<Factor> ranked() {
        List<Factor> ranked = new ArrayList<>(found.values());
        ranked.sort((first, second) -> Integer.compare(second.weight(), first.weight()));
        return ranked;
    }

    List<Judgement.Factor> factors() {
        return ranked().stream()
                .map(factor -> new Judgement.Factor(factor.name(), factor.weight()))
                .toList();
    }
}
