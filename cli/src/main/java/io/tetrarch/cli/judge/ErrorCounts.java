package io.tetrarch.cli.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often each judge erred, and each two of them at once, in some cases: all that the phi coefficients take. */
final class ErrorCounts {

    private final int judges;
    private int cases;
    /** In row a and column b the cases on which both erred; on the diagonal those on which one did. */
    private final int[] both;

    ErrorCounts(int judges) {
        this.judges = judges;
        this.both = new int[judges * judges];
    }

    /** One for each group, in the order in which they first come. */
    static List<ErrorCounts> byGroup(int judges, List<Independence.Outcome> outcomes) {
        Map<String, ErrorCounts> groups = new LinkedHashMap<>();
        for (Independence.Outcome outcome : outcomes) {
            groups.computeIfAbsent(outcome.group(), none -> new ErrorCounts(judges))
                    .count(outcome.errors());
        }
        return new ArrayList<>(groups.values());
    }

    private void count(List<Boolean> errors) {
        cases++;
        for (int a = 0; a < judges; a++) {
            for (int b = 0; b < judges; b++) {
                both[a * judges + b] += errors.get(a) && errors.get(b) ? 1 : 0;
            }
        }
    }

    void add(ErrorCounts other) {
        cases += other.cases;
        for (int i = 0; i < both.length; i++) {
            both[i] += other.both[i];
        }
    }

    int errors(int judge) {
        return both[judge * judges + judge];
    }

    /** Of two judges of which one always or never erred it is 1, since nothing shows that they differ. */
    double phi(int a, int b) {
        double first = errors(a);
        double second = errors(b);
        double spread = first * (cases - first) * second * (cases - second);
        return spread == 0 ? 1 : ((double) cases * both[a * judges + b] - first * second) / Math.sqrt(spread);
    }
}
