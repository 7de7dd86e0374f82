package io.tetrarch.simulator.conformance;

import java.util.SortedMap;
import java.util.TreeMap;

/** What came about in walks, so that one that shows nothing is noticed. */
public final class Tally {
    private final SortedMap<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** How often it came about. */
    public long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
