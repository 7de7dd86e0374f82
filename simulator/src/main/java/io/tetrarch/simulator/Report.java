package io.tetrarch.simulator;

import java.util.List;

/**
 * What a sweep found.
 *
 * @param steps inputs that honest replicas took
 * @param decided requests decided
 * @param viewChanges the highest view reached, summed over the seeds
 * @param evidence equivocations reported, each honest replica for itself
 * @param violations by seed, in ascending order
 */
public record Report(
        long seeds,
        long steps,
        long decided,
        long viewChanges,
        long crashes,
        long evidence,
        List<Failure> violations,
        double seedsPerSecond) {
    public Report {
        violations = List.copyOf(violations);
    }

    public boolean isClean() {
        return violations.isEmpty();
    }
}
