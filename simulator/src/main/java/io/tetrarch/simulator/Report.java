package io.tetrarch.simulator;

import java.util.List;

/**
 * What a sweep found.
 *
 * @param violations by seed, in ascending order
 */
public record Report(long seeds, Totals totals, List<Failure> violations, double seedsPerSecond) {
    public Report {
        violations = List.copyOf(violations);
    }

    /**
     * Sums over the seeds.
     *
     * @param steps inputs that honest replicas took
     * @param decided requests decided
     * @param viewChanges the highest view that was reached in each seed
     * @param evidence equivocations reported, each honest replica for itself
     */
    public record Totals(long steps, long decided, long viewChanges, long crashes, long evidence) {}

    public long steps() {
        return totals.steps();
    }

    public long decided() {
        return totals.decided();
    }

    public long viewChanges() {
        return totals.viewChanges();
    }

    public long crashes() {
        return totals.crashes();
    }

    public long evidence() {
        return totals.evidence();
    }

    public boolean isClean() {
        return violations.isEmpty();
    }
}
